// What is marked between two versions, and that marking never changes a word.

import { describe, expect, test } from 'vitest'
import { changesBetween } from './changed'

const MAGDA = 'I phone my sister every evening, 20 minutes, in my own room.'
const KARIN = 'I phone my sister three evenings a week, 20 minutes, in the small room.'

describe('changed words', () => {
  test('differences are numbered as pairs, in the order of the text', () => {
    expect(changesBetween(MAGDA, KARIN).pairs).toEqual([
      { number: 1, left: 'every evening', right: 'three evenings a week' },
      { number: 2, left: 'my own', right: 'the small' },
    ])
  })

  test('the runs of each side are exactly its words', () => {
    const { left, right } = changesBetween(MAGDA, KARIN)
    expect(left.map(({ text }) => text).join('')).toBe(MAGDA)
    expect(right.map(({ text }) => text).join('')).toBe(KARIN)
  })

  test('the same words have no marks', () => {
    expect(changesBetween(MAGDA, MAGDA).pairs).toEqual([])
  })

  test('words that only one of them wrote are a pair with an empty side', () => {
    expect(changesBetween('Tuesdays at 10', 'Tuesdays and Fridays at 10').pairs).toEqual([
      { number: 1, left: '', right: 'and Fridays' },
    ])
  })

  test('a very long text is left unmarked and whole', () => {
    const long = 'word '.repeat(500)
    const { left, pairs } = changesBetween(long, 'other')
    expect(pairs).toEqual([])
    expect(left.map(({ text }) => text).join('')).toBe(long)
  })
})
