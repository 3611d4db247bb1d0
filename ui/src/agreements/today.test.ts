// Today shows at most three things to a client, each the one that has been here the longest, and counts nothing.

import { describe, expect, test } from 'vitest'
import type { AgreementEntry, AgreementView, PartEntry, Stage } from '../backend/bindings'
import { fake } from '../backend/fake'
import { cardsOf, currentOf, firstOf, longestOwed, stageNote } from './today'

async function viewOf(role: 'client' | 'keyworker', change: (part: PartEntry) => PartEntry = (part) => part): Promise<AgreementView> {
  const view = await fake(role).agreement('a')
  return { ...view, parts: view.parts.map(change) }
}

const named = (cards: ReturnType<typeof cardsOf>): string[] => cards.map(({ as, part }) => `${as} ${part.id}`)
const LATE = '9999-01-01'
const EARLY = '2000-01-01'

describe('the cards of Magda', () => {
  test('what is new, what others decided and what Karin owes stand there once each', async () => {
    expect(named(cardsOf(await viewOf('client'), 3, LATE))).toEqual(['fresh p-anna', 'decided p-decision', 'owed p-sister'])
  })

  test('with the next meeting above them there are two, and the debt of Karin is one', async () => {
    expect(named(cardsOf(await viewOf('client'), 2, LATE))).toEqual(['fresh p-anna', 'owed p-sister'])
  })

  test('a decision that can still be appealed leads', async () => {
    expect(named(cardsOf(await viewOf('client'), 2, EARLY))).toEqual(['decided p-decision', 'owed p-sister'])
  })

  test('a decision that she has seen is not new', async () => {
    const view = await viewOf('client', (part) => ({ ...part, seen: true }))
    expect(named(cardsOf(view, 3, EARLY))).toEqual(['fresh p-anna', 'owed p-sister'])
  })

  test('a new suggestion beside what is agreed is new for her when she owes an answer', async () => {
    const view = await viewOf('client', (part) => ({
      ...part,
      standing: { ...part.standing, word: 'newSuggestion' },
      owes: part.id === 'p-meet' ? { who: 'client', wants: 'answer', since: 1, day: null, said: null, saidDay: null } : null,
    }))
    expect(named(cardsOf(view, 3, LATE))).toEqual(['fresh p-meet'])
  })

  test('where nothing waits there is no card', async () => {
    const view = await viewOf('client', (part) => ({
      ...part,
      standing: { ...part.standing, word: 'bothAgree' },
      owes: null,
    }))
    expect(cardsOf(view, 3, LATE)).toEqual([])
  })

  test('after a time away there is one thing to begin with, and no debt', async () => {
    expect(named(firstOf(await viewOf('client'), LATE))).toEqual(['fresh p-anna'])
  })
})

test('of two debts of Karin the older one comes first, and a missing near step is no answer owed', async () => {
  const debts: Record<string, PartEntry['owes']> = {
    'p-anna': { who: 'keyworker', wants: 'answer', since: 200, day: null, said: null, saidDay: null },
    'p-meet': { who: 'keyworker', wants: 'answer', since: 100, day: null, said: null, saidDay: null },
    'p-want': { who: 'keyworker', wants: 'nearStep', since: 1, day: null, said: null, saidDay: null },
  }
  const view = await viewOf('keyworker', (part) => ({ ...part, owes: debts[part.id] ?? null }))
  expect(longestOwed(view)?.id).toBe('p-meet')
})

test('an agreement that is over, or where nobody has joined, says so first', () => {
  const names = { role: 'client', client: 'Magda', keyworker: 'Karin' } as const
  expect(stageNote({ ...names, stage: 'alone' })).toBe('Karin is not here yet')
  expect(stageNote({ ...names, stage: 'firstFile' })).toBe('Karin’s first file has not come')
  expect(stageNote({ ...names, stage: 'closed' })).toContain('has ended')
  expect(stageNote({ ...names, stage: 'endedByOne' })).toContain('One of you')
  expect(stageNote({ ...names, stage: 'paired' })).toBeUndefined()
})

test('Today is about the agreement that goes on, not about one that is over', () => {
  const entry = (stage: Stage): AgreementEntry => ({ stage }) as AgreementEntry
  expect(currentOf([entry('closed'), entry('paired')])?.stage).toBe('paired')
  expect(currentOf([entry('closed')])?.stage).toBe('closed')
  expect(currentOf([])).toBeUndefined()
})
