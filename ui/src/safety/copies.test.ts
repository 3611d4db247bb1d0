// Who has a copy: mine apart from theirs, this device first, and only my other devices can be removed.

import { expect, test } from 'vitest'
import type { DeviceView } from '../backend/bindings'
import { copiesOf } from './copies'
import { withChosen } from './times'

function device(id: string, more: Partial<DeviceView>): DeviceView {
  return { id, owner: 'client', kit: false, this: false, removed: false, fingerprint: 'abcd'.repeat(16), heard: null, added: null, ...more }
}

const DEVICES = [
  device('lost', { removed: true }),
  device('card', { kit: true, fingerprint: null }),
  device('tablet', {}),
  device('here', { this: true }),
  device('karins', { owner: 'keyworker' }),
]

test('mine and theirs are apart, this device first and what was removed last', () => {
  const { mine, theirs } = copiesOf(DEVICES, 'client')
  expect(mine.map(({ id }) => id)).toEqual(['here', 'tablet', 'card', 'lost'])
  expect(theirs.map(({ id }) => id)).toEqual(['karins'])
})

test('nobody is offered to remove this device, a card, what is removed, or the other person’s', () => {
  for (const reader of ['client', 'keyworker'] as const) {
    const { mine, theirs } = copiesOf(DEVICES, reader)
    expect(theirs.filter(({ removable }) => removable)).toEqual([])
    expect(mine.filter(({ removable }) => removable).map(({ id }) => id)).toEqual([reader === 'client' ? 'tablet' : 'karins'])
  }
})

test('a fingerprint is shown in groups, and a card has none', () => {
  const [here, , card] = copiesOf(DEVICES, 'client').mine
  expect(here?.print).toBe('abcd '.repeat(8).trim())
  expect(card?.print).toBe('')
})

test('a time that was chosen elsewhere stands among the steps', () => {
  expect(withChosen([1, 3, 5], 4)).toEqual([1, 3, 4, 5])
  expect(withChosen([1, 3, 5], 3)).toEqual([1, 3, 5])
})
