// What has to be passed on is read before sharing, from the keyworker's own card alone.

import { expect, test } from 'vitest'
import type { CardView, Role } from '../backend/bindings'
import { passedOn } from './passed'

function card(by: Role, passesOn: string | null): CardView {
  const open = { kind: 'open' as const, myRole: '', answersTo: '', passesOn: passesOn ?? '', writesElsewhere: '', words: '' }
  return { id: `${by}${passesOn}`, by, card: passesOn === null ? null : open, wordsState: passesOn === null ? 'notHere' : 'here', stamp: { claimed: 1, arrived: null } }
}

test('both of two cards that were written at once are read, and an empty one says nothing', () => {
  expect(passedOn([card('keyworker', 'If a child is in danger.'), card('keyworker', 'What the court asks.')])).toEqual(['If a child is in danger.', 'What the court asks.'])
  expect(passedOn([card('keyworker', ' '), card('keyworker', null), card('client', 'mine')])).toEqual([])
})
