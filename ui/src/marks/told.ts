// The line before what somebody said: with a colon when words follow, and a sentence of its own when none do.
//
// An answer without words is an answer all the same; nobody is asked for more.

import type { Answer, Moment, Role, SayingKind } from '../backend/bindings'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'
import { nameOf, type People } from './people'

/** A lead that words follow, or that stands alone. */
export function leading(lead: string, words: string | null): string {
  return t(words === null ? 'said-alone' : 'said-with-words', { lead })
}

/** Who answered or said what, and on which day it was claimed. */
export function toldBy(
  told: { by: Role; stamp: { claimed: Moment }; words: string | null },
  what: Answer | SayingKind,
  people: People,
): string {
  const lead = t(`said-${what}`, { ...people, name: nameOf(people, told.by), day: dayOf(told.stamp.claimed) })
  // What the keyworker wrote down is two sentences already.
  return what === 'notedYes' ? lead : leading(lead, told.words)
}
