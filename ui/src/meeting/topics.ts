// What there is to talk about in a meeting, the client's own words first, and what each of the two said about a topic.
//
// It orders and quotes; nothing is counted and nobody's words are shortened.

import type { AnswerView, AgreementView, DecisionView, HoldView, PartEntry, PartView, Role, Saying, Stamp, VersionView } from '../backend/bindings'
import { nameOf, type People } from '../marks/people'
import { leading, toldBy } from '../marks/told'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** One thing that somebody said, with what it was. */
export interface Said {
  id: string
  lead: string
  /** Nothing when there were no words, or when they are not here. */
  words: string | null
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

function ofVersion({ id, by, words, reason, stamp }: VersionView, people: People): Said[] {
  const named = { name: nameOf(people, by), day: dayOf(stamp.claimed) }
  const suggested = { id, lead: leading(t('meeting-suggested', named), words), words, at: stamp.claimed }
  const why = { id: `${id}-reason`, lead: t('reason-of', named), words: reason, at: stamp.claimed }
  return reason === null ? [suggested] : [suggested, why]
}

function ofAnswer(answer: AnswerView, people: People): Said {
  return { id: answer.id, lead: toldBy(answer, answer.answer, people), words: answer.words, at: answer.stamp.claimed }
}

function ofSaying(saying: Saying, people: People): Said {
  return { id: saying.id, lead: toldBy(saying, saying.kind, people), words: saying.words, at: saying.stamp.claimed }
}

function ofHold({ id, noted, words, stamp }: HoldView, people: People): Said {
  return { id, lead: t(`held-${noted}`, { ...people, day: dayOf(stamp.claimed) }), words, at: stamp.claimed }
}

/** What the client answered to a decision by others; none of it is a yes. */
function toDecision({ seen, disagreed, disagreedWords }: DecisionView, people: People): Said[] {
  const line = (id: string, stamp: Stamp | null, words: string | null): Said[] => {
    if (stamp === null) return []
    const lead = t(id, { name: people.client, day: dayOf(stamp.claimed) })
    return [{ id, lead: leading(lead, words), words, at: stamp.claimed }]
  }
  return [...line('meeting-seen', seen, null), ...line('meeting-disagrees', disagreed, disagreedWords)]
}

/** What one of the two said about a part, newest first, with words or without. Only who truly said nothing has none. */
export function saidBy(role: Role, part: PartView, people: People): Said[] {
  const own = part.versions.filter(({ by }) => by === role)
  const onTable = own.filter(({ open, holds }) => open || holds)
  const answers = part.versions.flatMap((version) => version.answers).filter(({ by, live, words }) => by === role && (live || words !== null))
  const sayings = part.sayings.filter(({ by }) => by === role)
  const all = [
    ...(onTable.length > 0 ? onTable : own).flatMap((version) => ofVersion(version, people)),
    ...answers.map((answer) => ofAnswer(answer, people)),
    ...sayings.map((saying) => ofSaying(saying, people)),
    ...(role === 'keyworker' ? part.holds.map((hold) => ofHold(hold, people)) : []),
    ...(role === 'client' && part.decision ? toDecision(part.decision, people) : []),
  ]
  // "I felt pushed" is both an answer and a saying, in one act.
  const once = all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
  return once.sort((a, b) => b.at - a.at)
}
