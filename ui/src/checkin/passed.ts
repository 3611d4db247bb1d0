// What the keyworker's open card says has to be passed on; of two cards written at once both are read (law 9).

import type { CardView } from '../backend/bindings'

/** The words, one for each card that has any. */
export function passedOn(cards: CardView[]): string[] {
  return cards.flatMap(({ by, card }) =>
    by === 'keyworker' && card?.kind === 'open' && card.passesOn.trim() !== '' ? [card.passesOn] : [],
  )
}
