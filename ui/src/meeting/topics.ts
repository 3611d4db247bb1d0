// What there is to talk about in a meeting, the client's own words first, and what each of the two said about a topic.
//
// It orders and quotes; nothing is counted and nobody's words are shortened.

import type { AnswerView, AgreementView, PartEntry, PartView, Role, VersionView } from '../backend/bindings'
import { nameOf, type People } from '../marks/people'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** One thing that somebody said, with what it was. */
export interface Said {
  id: string
  lead: string
  words: string
  at: number
}

// What the client said no to, took back or was pushed to comes first; then what the client suggested.
const FIRST = ['notAgreed', 'yesUnderPressure', 'takenBack', 'onHold']

function rank({ standing, owes, suggestedBy, kind }: PartEntry): number {
  if (kind === 'decision') return 5
  if (FIRST.includes(standing.word) || owes?.who === 'keyworker') return 0
  if (standing.word === 'waitingForKeyworker') return 1
  if (['twoSuggestions', 'newSuggestion', 'waitingForClient'].includes(standing.word)) return 2
  return suggestedBy === 'client' ? 3 : 4
}

/** Parts to talk about, the client's first. What has ended is left out. */
export function topicsOf(view: AgreementView): PartEntry[] {
  const open = view.parts.filter(({ standing }) => !['ended', 'closed'].includes(standing.word))
  return [...open].sort((a, b) => rank(a) - rank(b))
}

function ofVersion({ id, by, words, stamp }: VersionView, people: People): Said[] {
  const lead = t('meeting-suggested', { name: nameOf(people, by), day: dayOf(stamp.claimed) })
  return words === null ? [] : [{ id, lead, words, at: stamp.claimed }]
}

function ofAnswer({ id, by, answer, words, stamp }: AnswerView, people: People): Said[] {
  const lead = t(`said-${answer}`, { ...people, name: nameOf(people, by), day: dayOf(stamp.claimed) })
  return words === null ? [] : [{ id, lead, words, at: stamp.claimed }]
}

/** What one of the two said about a part, newest first. */
export function saidBy(role: Role, part: PartView, people: People): Said[] {
  const versions = part.versions.filter(({ by, open, holds }) => by === role && (open || holds))
  const answers = part.versions.flatMap((version) => version.answers).filter(({ by }) => by === role)
  const sayings = part.sayings.filter(({ by, words }) => by === role && words !== null)
  const all = [
    ...versions.flatMap((version) => ofVersion(version, people)),
    ...versions.flatMap(({ id, reason, stamp, by }) =>
      reason ? [{ id: `${id}-reason`, lead: t('reason-of', { name: nameOf(people, by) }), words: reason, at: stamp.claimed }] : [],
    ),
    ...answers.flatMap((answer) => ofAnswer(answer, people)),
    ...sayings.map(({ id, kind, words, stamp }) => ({
      id,
      lead: t(`said-${kind}`, { name: nameOf(people, role), day: dayOf(stamp.claimed) }),
      words: words ?? '',
      at: stamp.claimed,
    })),
  ]
  return all.sort((a, b) => b.at - a.at)
}
