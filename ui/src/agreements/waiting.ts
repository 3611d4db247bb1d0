// What the list says about an agreement, and in which order: who waited longest for the keyworker comes first.
//
// To a client nothing is counted and nothing is overdue; to a keyworker the days of a debt are said.

import type { AgreementEntry } from '../backend/bindings'
import { peopleOf } from '../marks/people'
import { daysSince } from '../text/days'
import { language, t } from '../text/text.svelte'

/** Oldest debt of the reader first, then what is new, then by name. */
export function longestFirst(entries: AgreementEntry[]): AgreementEntry[] {
  const debt = (entry: AgreementEntry): number =>
    entry.owes?.who === 'keyworker' && entry.role === 'keyworker' ? entry.owes.since : Number.POSITIVE_INFINITY
  const name = (entry: AgreementEntry): string => peopleOf(entry).other
  return [...entries].sort(
    (a, b) =>
      Math.sign(debt(a) - debt(b) || 0) || Number(b.newForMe) - Number(a.newForMe) || name(a).localeCompare(name(b)),
  )
}

/** By first name. */
export function byName(entries: AgreementEntry[]): AgreementEntry[] {
  return entries
    .map((entry) => ({ entry, name: peopleOf(entry).other }))
    .sort((a, b) => a.name.localeCompare(b.name, language.tag))
    .map(({ entry }) => entry)
}

const MANY = 12

/** So many that a field to find one is worth its place. */
export function manyPeople(entries: AgreementEntry[]): boolean {
  return entries.length > MANY
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
}

/** Those whose first name holds what was typed; marks over letters and case make no difference. */
export function named(entries: AgreementEntry[], wanted: string): AgreementEntry[] {
  const sought = plain(wanted)
  return sought === '' ? entries : entries.filter((entry) => plain(peopleOf(entry).other).includes(sought))
}

/** "4 days", or "Since today". */
export function waitedFor(entry: AgreementEntry): string | undefined {
  if (entry.owes?.who !== 'keyworker') return undefined
  const days = daysSince(entry.owes.since)
  return days === 0 ? t('since-today') : t('days', { days })
}

/** What waits for an answer: the client's own words, or else the words of the part. */
export function owedWordsOf({ owes, owedWords }: AgreementEntry): string | undefined {
  return owes?.said ?? owedWords ?? undefined
}

/** The two lines under a name. */
export function saidOf(entry: AgreementEntry): { first?: string; second?: string } {
  const people = peopleOf(entry)
  switch (entry.stage) {
    case 'alone':
      return { first: t('stage-alone', people) }
    case 'firstFile':
      return { first: t('stage-first-file', people) }
    case 'joining':
      return { first: t('stage-joining', people) }
    case 'twoJoins':
      return { first: t('stage-two-joins') }
    case 'endedByOne':
    case 'closed':
      return { first: t('standing-ended') }
    case 'paired':
      break
  }
  if (entry.owes?.who === 'keyworker') {
    const first = t(entry.role === 'keyworker' ? 'owes-me' : 'owes-other', {
      ...people,
      days: daysSince(entry.owes.since),
    })
    const second = owedWordsOf(entry)
    return second ? { first, second } : { first }
  }
  return entry.newForMe ? { first: t(entry.role === 'client' ? 'standing-new-for-you' : 'new-words') } : {}
}
