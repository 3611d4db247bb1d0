// However a time is typed it becomes the same, and what is no time is not guessed at.

import { expect, test } from 'vitest'
import { clockOf } from './clock'

test.each([
  ['14:30', '14:30'],
  ['14.30', '14:30'],
  ['1430', '14:30'],
  ['9', '09:00'],
  [' 9:05 ', '09:05'],
  ['14h30', '14:30'],
  ['14 30', '14:30'],
])('%s is a time', (typed, made) => expect(clockOf(typed)).toBe(made))

test('nothing typed is no time, and other words are left for the rooms to answer', () => {
  expect(clockOf('  ')).toBeNull()
  expect(clockOf('after lunch')).toBe('after lunch')
})
