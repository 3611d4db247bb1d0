// What stands on a card, line by line. An open card's empty lines are left out, and what must be passed on by law is
// never left out: where nothing is written, that is said.

import type { CardView, CardWords, Role } from '../backend/bindings'

/** One line of a card: what it is about, as the name of a sentence, and the words. */
export interface CardLine {
  id: string
  heading: string | null
  words: string | null
}

/** The lines of a card as it is read. */
export function linesOf({ card }: CardView): CardLine[] {
  if (card === null) return [{ id: 'words', heading: null, words: null }]
  if (card.kind === 'aboutMe') return [{ id: 'words', heading: null, words: card.words }]
  const lines: CardLine[] = [
    { id: 'myRole', heading: 'card-role', words: card.myRole },
    { id: 'answersTo', heading: 'card-answers-to', words: card.answersTo },
    { id: 'passesOn', heading: 'card-passes-on', words: card.passesOn },
    { id: 'writesElsewhere', heading: 'card-elsewhere', words: card.writesElsewhere },
    { id: 'words', heading: 'card-else', words: card.words },
  ]
  return lines.filter(({ words }) => words !== '')
}

/** An empty card of somebody's own kind. */
export function emptyCard(role: Role): CardWords {
  return role === 'client'
    ? { kind: 'aboutMe', words: '' }
    : { kind: 'open', myRole: '', answersTo: '', passesOn: '', writesElsewhere: '', words: '' }
}
