// Nearby, event by event: nobody is named too early, and what came and went is added up within one talk only.

import { expect, test } from 'vitest'
import type { NearbyEvent } from '../backend/bindings'
import { after, CLOSED, type NearbyState } from './nearby'

const code = { code: 'K7QM 4XD9', qr: '<svg/>' }
const started: NearbyEvent = { what: 'started', code, looking: true }
const karin: NearbyEvent = { what: 'connected', talk: 1, who: 'Karin', role: 'keyworker', own: false, agreements: ['a1'] }
const arrival = (applied: number) => ({ envelopes: [], applied, waiting: 0, aside: 0, changed: [] })

function told(...events: NearbyEvent[]): NearbyState {
  return events.reduce(after, CLOSED)
}

test('a device that is near has no name before its keys are known', () => {
  const state = told(started, { what: 'found' })
  expect(state).toMatchObject({ open: true, looking: true, found: true, talks: [] })
  expect(told(started, { what: 'found' }, karin)).toMatchObject({ found: false, talks: [{ who: 'Karin', done: false }] })
})

test('what came and what was handed over stand with the talk', () => {
  const talking: NearbyEvent[] = [
    started,
    karin,
    { what: 'tookIn', talk: 1, arrival: arrival(2) },
    { what: 'tookIn', talk: 1, arrival: arrival(1) },
    { what: 'sent', talk: 1, acts: 4 },
    { what: 'sent', talk: 9, acts: 4 },
    { what: 'done', talk: 1 },
  ]
  expect(told(...talking).talks).toEqual([{ talk: 1, who: 'Karin', own: false, came: 3, gave: 4, done: true, trouble: null }])
})

test('trouble belongs to its talk, and a new talk with the same person begins anew', () => {
  const cut: NearbyEvent = { what: 'fault', talk: 1, code: 'nearbyCut' }
  const state = told(started, karin, cut)
  expect(state.trouble).toBeNull()
  expect(state.talks[0]?.trouble).toBe('nearbyCut')
  const again = told(started, karin, cut, { ...karin, talk: 2 })
  expect(again.talks).toMatchObject([{ talk: 2, trouble: null }])
})

test('a code that leads nowhere is told, and nearby stays open', () => {
  const state = told(started, { what: 'fault', talk: null, code: 'nearbyApart' })
  expect(state).toMatchObject({ open: true, trouble: 'nearbyApart' })
  expect(told(started, karin, { what: 'closed' })).toMatchObject({ open: false, code: null, talks: [{ who: 'Karin' }] })
})
