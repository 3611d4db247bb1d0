// What Today shows a client, at most three cards with the next meeting among them: what is new, what others decided
// and is not yet seen, and the oldest answer that the keyworker owes. Nothing is counted.

import type { AgreementEntry, AgreementView, Day, PartEntry, RelationView } from '../backend/bindings'
import { peopleOf } from '../marks/people'
import type { Place, Visit } from '../shell/visit.svelte'
import { t } from '../text/text.svelte'

/** One card, and what it is about. */
export interface Card {
  as: 'fresh' | 'decided' | 'owed'
  part: PartEntry
}

const since = (part: PartEntry): number => part.owes?.since ?? part.standing.since ?? 0

function oldest(parts: PartEntry[]): PartEntry | undefined {
  return [...parts].sort((a, b) => since(a) - since(b))[0]
}

/** The part whose answer the keyworker has owed the longest. */
export function longestOwed(view: AgreementView): PartEntry | undefined {
  return oldest(view.parts.filter(({ owes }) => owes?.who === 'keyworker' && owes.wants === 'answer'))
}

function canBeAppealed({ terms }: PartEntry, day: Day): boolean {
  return terms.kind === 'decision' && terms.appealUntil !== null && terms.appealUntil >= day
}

/** The new part and the new decision that have been here the longest; a decision leads while it can be appealed. */
function newsOf(view: AgreementView, day: Day): Card[] {
  const asked = oldest(
    view.parts.filter(
      ({ standing, owes }) => standing.word === 'waitingForClient' || (owes?.who === 'client' && owes.wants === 'answer'),
    ),
  )
  const decision = oldest(view.parts.filter(({ standing, seen }) => standing.word === 'decided' && !seen))
  const fresh: Card[] = asked ? [{ as: 'fresh', part: asked }] : []
  const decided: Card[] = decision ? [{ as: 'decided', part: decision }] : []
  return decision && canBeAppealed(decision, day) ? [...decided, ...fresh] : [...fresh, ...decided]
}

/** The cards, in order, as far as there is `space`. The debt keeps its place; what is new waits for the next look. */
export function cardsOf(view: AgreementView, space: number, day: Day): Card[] {
  const debt = longestOwed(view)
  const owed: Card[] = debt ? [{ as: 'owed', part: debt }] : []
  return [...newsOf(view, day).slice(0, space - owed.length), ...owed]
}

/** After a time away: one thing to begin with, if anything is new, and no debt. */
export function firstOf(view: AgreementView, day: Day): Card[] {
  return newsOf(view, day).slice(0, 1)
}

/** Whether the next time, or its calling off, takes the place of a card. */
export function nextShown({ next, calledOff }: Pick<RelationView, 'next' | 'calledOff'>): boolean {
  return next.length > 0 || calledOff.length > 0
}

/** Whether the client has given anything that can be paused. */
export function hasPowers(view: AgreementView): boolean {
  return view.parts.some(({ kind }) => kind === 'mandate' || kind === 'permission')
}

/** What is said first when the agreement is not the two of them together, or is over. */
export function stageNote({ stage, ...view }: Pick<AgreementView, 'stage' | 'role' | 'client' | 'keyworker'>): string | undefined {
  if (stage === 'alone') return t('stage-alone', peopleOf(view))
  if (stage === 'firstFile') return t('stage-first-file', peopleOf(view))
  if (stage === 'twoJoins') return t('stage-two-joins')
  if (stage === 'endedByOne') return t('stage-ended-by-one')
  return stage === 'closed' ? t('stage-closed') : undefined
}

/** The screen of a part. */
export function placeOf(agreement: string, part: PartEntry): Place {
  return { at: part.kind === 'decision' ? 'decided' : 'part', agreement, part: part.id }
}

/** The agreement that a client's Today is about: the first that is not closed. */
export function currentOf(entries: AgreementEntry[]): AgreementEntry | undefined {
  return entries.find(({ stage }) => stage !== 'closed' && stage !== 'joining') ?? entries[0]
}

/** Opens the agreement of an entry, and in it the part that has waited longest. */
export async function openOwed(visit: Visit, entry: AgreementEntry): Promise<void> {
  const view = await visit.backend.agreement(entry.id)
  visit.go({ at: 'agreement', agreement: entry.id })
  const part = longestOwed(view)
  if (part) visit.go(placeOf(entry.id, part))
}
