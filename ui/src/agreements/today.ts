// What Today shows a client: one thing that is new, one decision not yet seen, and the oldest answer that the
// keyworker owes. So there are at most three cards, and nothing is counted.
//
// The next meeting will stand first when the rooms know one; until then it has no card.

import type { AgreementEntry, AgreementView, PartEntry } from '../backend/bindings'
import type { Place, Visit } from '../shell/visit.svelte'

/** The parts that Today speaks about, if any. */
export interface Cards {
  fresh: PartEntry | undefined
  decided: PartEntry | undefined
  owed: PartEntry | undefined
}

const since = (part: PartEntry): number => part.owes?.since ?? part.standing.since ?? 0

function oldest(parts: PartEntry[]): PartEntry | undefined {
  return [...parts].sort((a, b) => since(a) - since(b))[0]
}

/** The part whose answer the keyworker has owed the longest. */
export function longestOwed(view: AgreementView): PartEntry | undefined {
  return oldest(view.parts.filter(({ owes }) => owes?.who === 'keyworker' && owes.wants === 'answer'))
}

/** Of each the one that has been here the longest. */
export function cardsOf(view: AgreementView): Cards {
  const decided = view.parts.filter(({ standing, seen }) => standing.word === 'decided' && !seen)
  const asked = view.parts.filter(
    ({ standing, owes }) => standing.word === 'waitingForClient' || (owes?.who === 'client' && owes.wants === 'answer'),
  )
  return { fresh: oldest(asked), decided: oldest(decided), owed: longestOwed(view) }
}

/** The screen of a part. */
export function placeOf(agreement: string, part: PartEntry): Place {
  return { at: part.kind === 'decision' ? 'decided' : 'part', agreement, part: part.id }
}

/** Opens the agreement of an entry, and in it the part that has waited longest. */
export async function openOwed(visit: Visit, entry: AgreementEntry): Promise<void> {
  const view = await visit.backend.agreement(entry.id)
  visit.go({ at: 'agreement', agreement: entry.id })
  const part = longestOwed(view)
  if (part) visit.go(placeOf(entry.id, part))
}
