// Karin's day: the nearest meeting first, the oldest promise first, each with whom it is about.

import { expect, test } from 'vitest'
import type { AgreementEntry, HelloView, MeetView, PromiseView } from '../backend/bindings'
import { hellosOf, meetingsOf, promisesOf } from './today-day'

function entry(client: string, more: Partial<AgreementEntry>): AgreementEntry {
  return { client, role: 'keyworker', next: [], away: [], promises: [], hello: null, ...more } as AgreementEntry
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
  expect(meetingsOf(list, '2027-05-02').map(({ entry: { client } }) => client)).toEqual(['Elsa', 'Magda', 'Tommie'])
})

test('a meeting that has been is not the next one', () => {
  const list = [entry('Magda', { next: [meet('2027-05-06', '15:00'), meet('2027-05-08', null)] }), entry('Elsa', { next: [meet('2027-05-06', null)] })]
  expect(meetingsOf(list, '2027-05-07').map(({ meet: { day } }) => day)).toEqual(['2027-05-08'])
})

test('the newest hello leads, and what is a month old has gone by itself', () => {
  const hello = (at: number): HelloView => ({ id: String(at), by: 'client', words: 'Hello', stamp: { claimed: at, arrived: at } })
  const list = [entry('Magda', { hello: hello(5_000_000) }), entry('Elsa', { hello: hello(5_000_100) }), entry('Sam', { hello: hello(1) }), entry('Bo', {})]
  expect(hellosOf(list, 5_000_200).map(({ entry: { client } }) => client)).toEqual(['Elsa', 'Magda'])
})

test('of forty meetings the next few stand there', () => {
  const list = Array.from({ length: 40 }, (_, n) => entry(`P${n}`, { next: [meet(`2027-05-${String(n % 28 + 1).padStart(2, '0')}`, null)] }))
  expect(meetingsOf(list, '2027-05-01').length).toBeLessThan(10)
})

test('the oldest promise leads, whoever it was made to', () => {
  const list = [entry('Magda', { promises: [promise(30), promise(10)] }), entry('Elsa', { promises: [promise(20)] })]
  expect(promisesOf(list).map(({ entry: { client }, promise: { since } }) => `${client} ${since}`)).toEqual(['Magda 10', 'Elsa 20', 'Magda 30'])
})
