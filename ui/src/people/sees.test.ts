// Who may see and do what: only what both agreed on reaches anybody, and each person stands there once.

import { expect, test } from 'vitest'
import type { AgreementView, PartEntry } from '../backend/bindings'
import { fake } from '../backend/fake'
import { outsidersOf } from './sees'

async function viewOf(change: (part: PartEntry) => PartEntry = (part) => part): Promise<AgreementView> {
  const view = await fake('client').agreement('a')
  return { ...view, parts: view.parts.map(change) }
}

test('a mandate that both agreed on is there, one that waits or was taken back is not', async () => {
  const found = outsidersOf(await viewOf())
  expect(found.map(({ name }) => name)).toEqual(['the pharmacy'])
  expect(found[0]?.given[0]).toMatchObject({ kind: 'mandate', what: 'when I can collect', paused: false })
})

test('two things towards one person stand under one name', async () => {
  const terms = { kind: 'permission', recipient: ' The Pharmacy ', what: 'my address', until: null } as const
  const view = await viewOf((part) => (part.id === 'p-want' ? { ...part, terms } : part))
  const found = outsidersOf(view)
  expect(found).toHaveLength(1)
  expect(found[0]?.given.map(({ kind }) => kind).sort()).toEqual(['mandate', 'permission'])
})

test('what is paused is said to be paused, one by one or all', async () => {
  const one = await viewOf((part) => (part.id === 'p-pharmacy' ? { ...part, standing: { ...part.standing, word: 'paused' } } : part))
  expect(outsidersOf(one)[0]?.given[0]?.paused).toBe(true)
  expect(outsidersOf({ ...(await viewOf()), pausedAll: true })[0]?.given[0]?.paused).toBe(true)
})

test('after a no, a hold or an end nothing reaches anybody', async () => {
  for (const word of ['notAgreed', 'onHold', 'takenBack', 'ended', 'yesUnderPressure', 'waitingForClient'] as const) {
    const view = await viewOf((part) => ({ ...part, standing: { ...part.standing, word } }))
    expect(outsidersOf(view), word).toEqual([])
  }
})
