// Karin's lists: who waited longest comes first, and forty people are found by a few letters.

import { describe, expect, test } from 'vitest'
import type { AgreementEntry } from '../backend/bindings'
import { byName, longestFirst, manyPeople, named, owedWordsOf, waitedFor } from './waiting'

const NOW = Math.floor(Date.now() / 1000)

function person(client: string, days: number | null = null, newForMe = false): AgreementEntry {
  const owes = days === null ? null : ({ who: 'keyworker', wants: 'answer', since: NOW - days * 86_400, day: null, said: null, saidDay: null } as const)
  return { id: client, role: 'keyworker', client, keyworker: 'Karin', stage: 'paired', owes, owedWords: null, next: [], away: [], promises: [], hello: null, until: null, newForMe }
}

const clients = (entries: AgreementEntry[]): string[] => entries.map(({ client }) => client)

describe('who waits', () => {
  test('the oldest debt comes first, then what is new, then the rest by name', () => {
    const list = [person('Sam'), person('Elsa', 0), person('Harry', null, true), person('Magda', 4), person('Jenny')]
    expect(clients(longestFirst(list))).toEqual(['Magda', 'Elsa', 'Harry', 'Jenny', 'Sam'])
  })

  test('days are whole days, and the first one is since today', () => {
    expect([0, 1, 4].map((days) => waitedFor(person('Magda', days)))).toEqual(['Since today', '1 day', '4 days'])
    expect(waitedFor(person('Magda'))).toBeUndefined()
  })
})

test('what waits is said in the client’s own words, or else in those of the part', () => {
  const waiting = person('Magda', 4)
  const owes = waiting.owes && { ...waiting.owes, said: 'I want to be alone.' }
  expect(owedWordsOf({ ...waiting, owedWords: 'I phone my sister.', owes })).toBe('I want to be alone.')
  expect(owedWordsOf({ ...waiting, owedWords: 'I phone my sister.' })).toBe('I phone my sister.')
  expect(owedWordsOf(waiting)).toBeUndefined()
})

describe('finding a person', () => {
  const list = [person('Zoë'), person('Åsa'), person('Magda'), person('Jenny')]

  test('people stand by first name', () => {
    expect(clients(byName(list))).toEqual(['Åsa', 'Jenny', 'Magda', 'Zoë'])
  })

  test('case and marks over letters make no difference', () => {
    expect(clients(named(list, ' ZOE '))).toEqual(['Zoë'])
    expect(clients(named(list, 'as'))).toEqual(['Åsa'])
    expect(clients(named(list, ''))).toHaveLength(4)
    expect(named(list, 'x')).toEqual([])
  })

  test('a few people need no field to be found', () => {
    expect(manyPeople(Array<AgreementEntry>(12).fill(person('Magda')))).toBe(false)
    expect(manyPeople(Array<AgreementEntry>(13).fill(person('Magda')))).toBe(true)
  })
})
