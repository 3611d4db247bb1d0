// What can be taken along is what both said yes to, and nothing that others decided.

import { expect, test } from 'vitest'
import { listed, partsFor } from '../backend/fake-story'
import { carriable, targetsOf } from './carry'

test('only parts with agreed words come along, and no decision', () => {
  const carried = carriable(partsFor('keyworker')).map(({ id }) => id)
  expect(carried).toContain('p-want')
  expect(carried).not.toContain('p-sister')
  expect(carried).not.toContain('p-decision')
})

test('the words are the agreed ones, not a new suggestion beside them', () => {
  const meeting = carriable(partsFor('client')).find(({ id }) => id === 'p-meet')
  expect(meeting?.words).toBe('Tuesdays and Fridays at 10. If Karin is away: Per.')
})

test('an agreement that is over takes nothing, nor does the one that is left', () => {
  const [first, ...rest] = listed('keyworker')
  const entries = [...(first ? [{ ...first, stage: 'closed' as const }] : []), ...rest]
  expect(targetsOf(entries, rest[0]?.id ?? '').map(({ id }) => id)).toEqual(rest.slice(1).map(({ id }) => id))
})
