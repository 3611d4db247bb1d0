// After fourteen days away Today begins gently, for that day; a shorter time changes nothing.

import { describe, expect, test } from 'vitest'
import { openedAt, seenFrom, worthNoting } from './today-return'

const DAY = 86_400
const MORNING = new Date(2027, 4, 3, 8).getTime() / 1000

describe('a time away', () => {
  test('fourteen days are a time away, thirteen are not', () => {
    expect(openedAt(MORNING, { at: MORNING - 14 * DAY, back: null }).back).toBe(MORNING)
    expect(openedAt(MORNING, { at: MORNING - 13 * DAY, back: null }).back).toBeNull()
  })

  test('whoever is new here was not away', () => {
    expect(openedAt(MORNING, undefined)).toEqual({ at: MORNING, back: null })
  })

  test('the gentle beginning lasts that day, also over a lock, and not the next', () => {
    const back = openedAt(MORNING, { at: MORNING - 20 * DAY, back: null })
    expect(openedAt(MORNING + 6 * 3600, back).back).toBe(MORNING)
    expect(openedAt(MORNING + DAY, back).back).toBeNull()
  })

  test('a clock that was set back is no time away', () => {
    expect(openedAt(MORNING, { at: MORNING + 30 * DAY, back: null }).back).toBeNull()
  })
})

describe('the note', () => {
  test('it is read back, and what is no note is none', () => {
    expect(seenFrom(JSON.stringify({ at: 5, back: 4 }))).toEqual({ at: 5, back: 4 })
    expect([null, '', '{', '[]', '{"at":"5"}'].map(seenFrom)).toEqual(Array(5).fill(undefined))
  })

  test('it is written once an hour at most, and at once when the tone changes', () => {
    const before = { at: MORNING, back: null }
    expect(worthNoting({ at: MORNING + 60, back: null }, before)).toBe(false)
    expect(worthNoting({ at: MORNING + 3600, back: null }, before)).toBe(true)
    expect(worthNoting({ at: MORNING + 60, back: MORNING }, before)).toBe(true)
    expect(worthNoting(before, undefined)).toBe(true)
  })
})
