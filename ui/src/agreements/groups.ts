// The parts of an agreement in the order in which both read it: wants, deeds, powers, meetings, and last, apart,
// what others decided. And the one quieter line under each standing.

import type { AgreementView, PartEntry, PartKind, Standing } from '../backend/bindings'
import { nameOf, peopleOf, type People } from '../marks/people'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** A heading with its parts. */
export interface Group {
  id: string
  heading: string
  parts: PartEntry[]
}

const HERS: Standing[] = ['bothAgree', 'newSuggestion', 'waitingForKeyworker', 'paused', 'onHold']

// What the client wants is what she wrote or said yes to; what somebody else wants for her is not put in her mouth.
function isHers(part: PartEntry): boolean {
  return part.suggestedBy === 'client' || HERS.includes(part.standing.word)
}

const ORDER: { id: string; kinds: PartKind[]; hers?: boolean }[] = [
  { id: 'wants', kinds: ['purpose', 'goal'], hers: true },
  { id: 'offered', kinds: ['purpose', 'goal'], hers: false },
  { id: 'deeds', kinds: ['step'] },
  { id: 'mandates', kinds: ['mandate'] },
  { id: 'permissions', kinds: ['permission'] },
  { id: 'meetings', kinds: ['arrangement'] },
  { id: 'decisions', kinds: ['decision'] },
]

/** Groups that have parts. */
export function groupsOf(view: AgreementView): Group[] {
  const people = peopleOf(view)
  return ORDER.map(({ id, kinds, hers }) => ({
    id,
    heading: t(`group-${id}-${view.role}`, people),
    parts: view.parts.filter((part) => kinds.includes(part.kind) && (hers === undefined || hers === isHers(part))),
  })).filter((group) => group.parts.length > 0)
}

/** The line under the standing: a debt first, then what matters most. */
export function lineOf(part: PartEntry, view: AgreementView): string {
  const people = peopleOf(view)
  return (
    debtLine(part, view, people) ??
    decisionLine(part, people) ??
    standingLine(part, people) ??
    suggestedLine(part, people)
  )
}

function debtLine(part: PartEntry, view: AgreementView, people: People): string | undefined {
  if (part.owes?.who !== 'keyworker') return undefined
  if (part.owes.day) return t('owes-day', { ...people, day: dayOf(part.owes.day) })
  if (part.owes.wants === 'nearStep') return t(`owes-step-${view.role}`, people)
  if (view.role === 'keyworker') return t('owes-me-short', people)
  // Nobody owes an answer to what has not come.
  return t(part.delivered ? 'owes-other' : 'owes-on-arrival', people)
}

function decisionLine(part: PartEntry, people: People): string | undefined {
  if (part.terms.kind !== 'decision') return undefined
  if (part.refused) return t('decision-refused', people)
  if (part.seen) return t('decision-seen', people)
  return part.terms.choices.length > 0 ? t('decision-choices') : part.terms.decidedBy
}

function standingLine(part: PartEntry, people: People): string | undefined {
  const { word, also } = part.standing
  if (word === 'newSuggestion') return t('still-stands')
  if (word === 'takenBack' && part.delivered)
    return t('device-saw', { ...people, device: deviceOf(part, people), day: dayOf(part.delivered.at) })
  if (also.includes('newSuggestion')) return t('also-new-suggestion')
  return part.uses > 0 ? t('used', { times: part.uses }) : undefined
}

function suggestedLine(part: PartEntry, people: People): string {
  return t('suggested-by', { name: nameOf(people, part.suggestedBy) })
}

function deviceOf(part: PartEntry, people: People): string {
  const name = part.delivered ? nameOf(people, part.delivered.who) : people.other
  return part.delivered?.device ? t('device-named', { name, device: part.delivered.device }) : t('device-of', { name })
}

const WAITS: Standing[] = ['waitingForClient', 'newSuggestion', 'twoSuggestions']

/** The part that waits for its reader, if any: a client's is new and no hurry, a keyworker's is owed longest. */
export function waitingPart(view: AgreementView): PartEntry | undefined {
  if (view.role === 'keyworker') {
    const owed = view.parts.filter(({ owes }) => owes?.who === 'keyworker')
    return owed.sort((a, b) => (a.owes?.since ?? 0) - (b.owes?.since ?? 0))[0]
  }
  const unanswered = ({ mine }: PartEntry): boolean => mine !== 'no' && mine !== 'notNow'
  return view.parts.find((part) => WAITS.includes(part.standing.word) && unanswered(part))
}
