// A card is read line by line; what is empty is not shown, and whose kind it is follows the role.

import { expect, test } from 'vitest'
import type { CardView, CardWords } from '../backend/bindings'
import { emptyCard, linesOf } from './cards'

function view(card: CardWords | null): CardView {
  return { id: 'c', by: card?.kind === 'aboutMe' ? 'client' : 'keyworker', card, wordsState: card ? 'here' : 'notHere', stamp: { claimed: 1, arrived: null } }
}

test('about me is one text, with no heading above it', () => {
  expect(linesOf(view({ kind: 'aboutMe', words: 'I like mornings.' }))).toEqual([{ id: 'words', heading: null, words: 'I like mornings.' }])
})

test('an open card says first who one is, and leaves out what is empty', () => {
  const card: CardWords = { kind: 'open', myRole: 'Keyworker', answersTo: '', passesOn: 'Danger to a child.', writesElsewhere: '', words: '' }
  expect(linesOf(view(card)).map(({ heading }) => heading)).toEqual(['card-role', 'card-passes-on'])
})

test('a card whose words are not here still has its place', () => {
  expect(linesOf(view(null))).toEqual([{ id: 'words', heading: null, words: null }])
})

test('each writes a card of their own kind', () => {
  expect([emptyCard('client').kind, emptyCard('keyworker').kind]).toEqual(['aboutMe', 'open'])
})
