// What is said of a relay never claims that somebody has what nobody signed for.

import { expect, test } from 'vitest'
import type { DeviceView, RelayView } from '../backend/bindings'
import { OFF } from '../backend/fake-roads'
import { furtherOf, heardLine, isNearlyFull, placeLines, relayLine } from './relay'

const people = { client: 'Magda', keyworker: 'Karin', me: 'Magda', other: 'Karin' }
const DAY = 86_400
const now = Math.floor(Date.now() / 1000)
const on: RelayView = { ...OFF, agreement: 'a1', state: 'on', address: 'https://relay.example.org', since: now - 30 * DAY, otherJoined: true }

test('who was heard from last is said with the device, in days', () => {
  const heard = { who: 'keyworker', device: 'phone', at: now - 9 * DAY } as const
  expect(heardLine({ ...on, heard }, people)).toBe('Last heard from Karin’s phone 9 days ago.')
  expect(heardLine({ ...on, heard: { ...heard, device: null, at: now - DAY } }, people)).toBe('Last heard from Karin’s device yesterday.')
  expect(heardLine(on, people)).toBe('Nothing has come from Karin yet.')
})

test('as long as one thing is not signed for, nothing says that Karin has all', () => {
  expect(placeLines({ ...on, here: 2, atRelay: 1, there: 40 }, people)).toEqual([
    'Here, not sent yet: 2 new things.',
    'At the post box, not fetched yet: 1 thing.',
  ])
  expect(placeLines({ ...on, onItsWay: 1, there: 40 }, people)).toEqual(['On its way by file or nearby: 1 thing.'])
  expect(placeLines({ ...on, there: 41 }, people)).toEqual(['Karin has all that you wrote.'])
  expect(placeLines(on, people)).toEqual(['There is nothing to send yet.'])
})

test('what is wrong comes before who was heard from', () => {
  expect(relayLine({ ...on, state: 'off' }, people)).toBe('Off. Nothing goes out by itself.')
  expect(relayLine({ ...on, state: 'opening' }, people)).toBe('We ask the post box.')
  expect(relayLine({ ...on, trouble: 'relayClock' }, people)).toContain('date of this device')
  expect(relayLine({ ...on, state: 'gone' }, people)).toContain('no place')
})

test('a side is nearly full by bundles or by bytes', () => {
  const fullness = { bundles: 10, bundlesMax: 100, bytes: 10, bytesMax: 100, keepDays: 90 }
  expect(isNearlyFull({ ...on, fullness })).toBe(false)
  expect(isNearlyFull({ ...on, fullness: { ...fullness, bundles: 80 } })).toBe(true)
  expect(isNearlyFull({ ...on, fullness: { ...fullness, bytes: 90 } })).toBe(true)
  expect(isNearlyFull(on)).toBe(false)
})

test('a card is offered to further devices of one’s own, and to nothing else', () => {
  const phone: DeviceView = { id: 'd1', owner: 'client', kit: false, this: true, removed: false, fingerprint: null, heard: null, added: null }
  const tablet = { ...phone, id: 'd2', this: false }
  const others = [{ ...tablet, id: 'd3', owner: 'keyworker' as const }, { ...tablet, id: 'd4', kit: true }, { ...tablet, id: 'd5', removed: true }]
  expect(furtherOf([phone, tablet, ...others], 'client')).toEqual([tablet])
})
