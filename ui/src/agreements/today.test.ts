// Today shows at most three things to a client, each the one that has been here the longest, and counts nothing.

import { describe, expect, test } from 'vitest'
import type { AgreementView, PartEntry } from '../backend/bindings'
import { fake } from '../backend/fake'
import { cardsOf, longestOwed } from './today'

async function viewOf(role: 'client' | 'keyworker', change: (part: PartEntry) => PartEntry = (part) => part): Promise<AgreementView> {
  const view = await fake(role).agreement('a')
  return { ...view, parts: view.parts.map(change) }
}

describe('the cards of Magda', () => {
  test('what is new, what others decided and what Karin owes stand there once each', async () => {
    const { fresh, decided, owed } = cardsOf(await viewOf('client'))
    expect([fresh?.id, decided?.id, owed?.id]).toEqual(['p-anna', 'p-decision', 'p-sister'])
  })

  test('a decision that she has seen is not new', async () => {
    const { decided } = cardsOf(await viewOf('client', (part) => ({ ...part, seen: true })))
    expect(decided).toBeUndefined()
  })

  test('a new suggestion beside what is agreed is new for her when she owes an answer', async () => {
    const view = await viewOf('client', (part) => ({
      ...part,
      standing: { ...part.standing, word: 'newSuggestion' },
      owes: part.id === 'p-meet' ? { who: 'client', wants: 'answer', since: 1, day: null } : null,
    }))
    expect(cardsOf(view).fresh?.id).toBe('p-meet')
  })

  test('where nothing waits there is no card', async () => {
    const view = await viewOf('client', (part) => ({
      ...part,
      standing: { ...part.standing, word: 'bothAgree' },
      owes: null,
    }))
    expect(Object.values(cardsOf(view)).filter((part) => part !== undefined)).toEqual([])
  })
})

test('of two debts of Karin the older one comes first, and a missing near step is no answer owed', async () => {
  const debts: Record<string, PartEntry['owes']> = {
    'p-anna': { who: 'keyworker', wants: 'answer', since: 200, day: null },
    'p-meet': { who: 'keyworker', wants: 'answer', since: 100, day: null },
    'p-want': { who: 'keyworker', wants: 'nearStep', since: 1, day: null },
  }
  const view = await viewOf('keyworker', (part) => ({ ...part, owes: debts[part.id] ?? null }))
  expect(longestOwed(view)?.id).toBe('p-meet')
})
