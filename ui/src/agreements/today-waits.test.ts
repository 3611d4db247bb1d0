// What waits for Karin is what Magda said, in Magda's words, and nothing of Karin's.

import { expect, test } from 'vitest'
import type { PartView } from '../backend/bindings'
import { fake } from '../backend/fake'
import { waitsIn } from './today-waits'

async function sister(change: Partial<PartView> = {}): Promise<PartView> {
  return { ...(await fake('client').part({ agreement: 'a', part: 'p-sister' })), ...change }
}

test('the words of a no are what waits, not the words that were said no to', async () => {
  const waits = waitsIn(await sister())
  expect(waits?.as).toBe('no')
  expect(waits?.words).toBe('I want to be alone when I talk to her. The office has a window.')
})

test('what began the debt is shown, not what came after it', async () => {
  const part = await sister()
  const saying = { id: 's', by: 'client', kind: 'differently', about: 'v-office', day: null } as const
  const sayings = [10, 20].map((at) => ({ ...saying, words: `said at ${at}`, stamp: { claimed: at, arrived: null } }))
  const owes = { who: 'keyworker', wants: 'answer', since: 10, day: null, said: null, saidDay: null } as const
  expect(waitsIn({ ...part, owes, sayings })?.words).toBe('said at 10')
  expect(waitsIn({ ...part, owes: { ...owes, since: 15 }, versions: [], sayings })?.words).toBe('said at 20')
})

test('what Karin said is never shown as waiting', async () => {
  const part = await sister()
  const karins = part.versions.map((version) => ({ ...version, answers: [] }))
  expect(waitsIn({ ...part, versions: karins })).toBeUndefined()
})

test('where nothing is owed, or a near step, nothing waits', async () => {
  expect(waitsIn(await sister({ owes: null }))).toBeUndefined()
  const owes = { who: 'keyworker', wants: 'nearStep', since: 1, day: null, said: null, saidDay: null } as const
  expect(waitsIn(await sister({ owes }))).toBeUndefined()
})
