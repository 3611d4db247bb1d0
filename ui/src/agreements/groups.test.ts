// What opens first on our agreement: what is new for Magda, and what Karin owes longest.

import { expect, test } from 'vitest'
import { fake } from '../backend/fake'
import { AGREEMENT } from '../backend/fake-story'
import { waitingPart } from './groups'

test('for Magda it is a part that is new for her', async () => {
  const view = await fake('client').agreement(AGREEMENT)
  expect(waitingPart(view)?.standing.word).toMatch(/waitingForClient|newSuggestion|twoSuggestions/)
})

test('nothing is asked twice: what Magda has answered does not wait for her', async () => {
  const view = await fake('client').agreement(AGREEMENT)
  const answered = { ...view, parts: view.parts.map((part) => ({ ...part, mine: 'notNow' as const })) }
  expect(waitingPart(answered)).toBeUndefined()
})

test('for Karin it is what she has owed longest', async () => {
  const view = await fake('keyworker').agreement(AGREEMENT)
  expect(waitingPart(view)?.id).toBe('p-sister')
  expect(waitingPart({ ...view, parts: view.parts.filter(({ owes }) => owes === null) })).toBeUndefined()
})
