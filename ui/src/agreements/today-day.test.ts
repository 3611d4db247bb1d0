// Karin's day: the nearest meeting first, the oldest promise first, each with whom it is about.

import { expect, test } from 'vitest'
import type { AgreementEntry, MeetView, PromiseView } from '../backend/bindings'
import { meetingsOf, promisesOf } from './today-day'

function entry(client: string, more: Partial<AgreementEntry>): AgreementEntry {
  return { client, next: [], away: [], promises: [], ...more } as AgreementEntry
}

const meet = (day: string, time: string | null): MeetView => ({ id: day, day, time }) as MeetView
const promise = (since: number): PromiseView => ({ version: String(since), since }) as PromiseView

test('the nearest meeting leads, a day without a time before one with', () => {
  const list = [
    entry('Tommie', { next: [meet('2027-05-07', '10:00')] }),
    entry('Magda', { next: [meet('2027-05-06', '15:00'), meet('2027-05-01', null)] }),
    entry('Elsa', { next: [meet('2027-05-06', null)] }),
    entry('Sam', {}),
  ]
  expect(meetingsOf(list).map(({ entry: { client } }) => client)).toEqual(['Elsa', 'Magda', 'Tommie'])
})

test('of forty meetings the next few stand there', () => {
  const list = Array.from({ length: 40 }, (_, n) => entry(`P${n}`, { next: [meet(`2027-05-${String(n % 28 + 1).padStart(2, '0')}`, null)] }))
  expect(meetingsOf(list).length).toBeLessThan(10)
})

test('the oldest promise leads, whoever it was made to', () => {
  const list = [entry('Magda', { promises: [promise(30), promise(10)] }), entry('Elsa', { promises: [promise(20)] })]
  expect(promisesOf(list).map(({ entry: { client }, promise: { since } }) => `${client} ${since}`)).toEqual(['Magda 10', 'Elsa 20', 'Magda 30'])
})
