// The meter finds what is certainly hard, and leaves plain words and short notes alone.

import { expect, test } from 'vitest'
import { plainness } from './plain'

test('plain words are plain in every language', () => {
  expect(plainness('I phone my sister every evening. She calls back on Sundays.', 'en')).toEqual({ is: 'plain' })
  expect(plainness('Jag ringer min syster varje kväll. Hon ringer på söndag.', 'sv')).toEqual({ is: 'plain' })
})

test('a sentence of more than twenty words is long', () => {
  expect(plainness(`${'we go there '.repeat(8)}.`, 'en')).toEqual({ is: 'long' })
})

test('hard words are named, at most three of them', () => {
  const found = plainness('Implementation of individualised documentation necessitates multidisciplinary collaboration', 'en')
  expect(found.is).toBe('hard')
  expect(found.is === 'hard' && found.words).toEqual(['Implementation', 'individualised', 'documentation'])
})

test('a word or two is not judged', () => {
  expect(plainness('Multidisciplinary implementation', 'en')).toEqual({ is: 'none' })
  expect(plainness('', 'nl')).toEqual({ is: 'none' })
})
