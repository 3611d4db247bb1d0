// Filled-in words are bold where they stand, and the words stay exactly what was signed.

import { describe, expect, test } from 'vitest'
import type { Terms } from '../backend/bindings'
import { filledIn } from './filled'

const terms: Terms = {
  kind: 'mandate',
  task: 'talk to',
  toward: 'Anna at the housing office',
  about: 'my rent',
  until: `${new Date().getFullYear()}-07-01`,
}
const WORDS = 'May Karin talk to Anna at the housing office about my rent, until 1 July?'

describe('filled-in words', () => {
  test('whom, about what and until when are bold', () => {
    const bold = filledIn(WORDS, terms).filter((piece) => piece.bold)
    expect(bold.map(({ text }) => text)).toEqual(['Anna at the housing office', 'my rent', '1 July'])
  })

  test('the pieces are exactly the words', () => {
    expect(
      filledIn(WORDS, terms)
        .map(({ text }) => text)
        .join(''),
    ).toBe(WORDS)
  })

  test('a field that does not stand in the words adds nothing', () => {
    expect(filledIn('Karin may phone.', terms)).toEqual([{ text: 'Karin may phone.', bold: false }])
  })
})
