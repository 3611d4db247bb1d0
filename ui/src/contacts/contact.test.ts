// A mandate is never taken for granted, and nobody contests their own words.

import { expect, test } from 'vitest'
import { fake } from '../backend/fake'
import { asksMandate, contactOf, EMPTY, mayContest, NONE, powersOf } from './contact'

test('the keyworker says under which mandate, or under none; the client need not', async () => {
  const powers = powersOf(await fake('keyworker').agreement('a'))
  expect(powers.map(({ id }) => id)).toEqual(['p-pharmacy'])
  expect(asksMandate(EMPTY, 'keyworker', powers)).toBe(true)
  expect(asksMandate({ ...EMPTY, under: NONE }, 'keyworker', powers)).toBe(false)
  expect(asksMandate(EMPTY, 'client', powers)).toBe(false)
  expect(asksMandate(EMPTY, 'keyworker', [])).toBe(false)
})

test('none is no mandate, and no day is now', () => {
  expect(contactOf('a', { whom: 'Anna', words: 'rent', under: NONE, on: '' })).toEqual({ agreement: 'a', whom: 'Anna', words: 'rent', mandate: null, on: null })
  expect(contactOf('a', { whom: 'Anna', words: 'rent', under: 'p', on: '2027-05-03' })).toMatchObject({ mandate: 'p', on: '2027-05-03' })
})

test('only the other one says that it was not like that, and says it once', async () => {
  const [first, second] = await fake('client').contacts('a')
  if (!first || !second) throw new Error('the story has two contacts')
  expect(mayContest(first, 'client')).toBe(true)
  expect(mayContest(first, 'keyworker')).toBe(false)
  expect(mayContest(second, 'client')).toBe(false)
})
