// A hello of the other stands on Today while it is fresh; one's own never does.

import { expect, test } from 'vitest'
import type { HelloView, Role } from '../backend/bindings'
import { helloFor } from './today-hello'

const DAY = 86_400
const NOW = 1_800_000_000

function hello(id: string, by: Role, daysAgo: number, arrivedDaysAgo = daysAgo): HelloView {
  return { id, by, words: id, stamp: { claimed: NOW - daysAgo * DAY, arrived: NOW - arrivedDaysAgo * DAY } }
}

test('the newest of the other person stands there', () => {
  const hellos = [hello('old', 'keyworker', 9), hello('new', 'keyworker', 2), hello('mine', 'client', 1)]
  expect(helloFor(hellos, 'client', NOW)?.id).toBe('new')
  expect(helloFor(hellos, 'keyworker', NOW)?.id).toBe('mine')
})

test('after a month it goes by itself, counted from when it came', () => {
  expect(helloFor([hello('a', 'keyworker', 31)], 'client', NOW)).toBeUndefined()
  expect(helloFor([hello('a', 'keyworker', 31, 1)], 'client', NOW)?.id).toBe('a')
})
