// A pasted plan on its way in: lines that can be changed, left out and taken in again. A heading that is not known
// stays a heading, and nothing under it is anything before the person says what. No line ever becomes a mandate, and
// what a court, a law or a house rule decided is shared as that, never suggested.

import type { Doer, PlanLine, Terms } from '../backend/bindings'
import { bareTerms, KINDS } from '../marks/bare'
import { decisionTerms, NO_DECISION, type DecisionSheet } from '../marks/decision'

/** What a line can be. */
export const PLAN_KINDS = [...KINDS, 'decision'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]

/** One line as it is being checked. */
export interface Line {
  /** Nothing before somebody said it. */
  kind: PlanKind | ''
  words: string
  doer: Doer
  decision: DecisionSheet
  in: boolean
  /** A heading says nothing that could be agreed. */
  heading: boolean
  /** The unknown heading that it stands under, by number; null under a known one. */
  under: number | null
}

/** The kind with this name, or nothing: never a mandate or a permission. */
export function planKind(name: string | null): PlanKind | '' {
  return PLAN_KINDS.find((known) => known === name) ?? ''
}

/** The lines as they came, all of them in. Lines without any heading stand under an empty one. */
export function linesFrom(found: PlanLine[]): Line[] {
  const [first] = found
  const nameless = first && !first.heading && planKind(first.kind) === ''
  const all: PlanLine[] = nameless ? [{ kind: null, words: '', heading: true }, ...found] : found
  let heading = -1
  return all.map((line, at) => {
    const kind = planKind(line.kind)
    if (line.heading) heading = at
    else if (kind !== '') heading = -1
    const under = heading < 0 ? null : heading
    return { kind, words: line.words, doer: 'both', decision: { ...NO_DECISION }, in: true, heading: line.heading, under }
  })
}

/** All lines under one heading are of this kind now. */
export function decided(lines: Line[], heading: Line, kind: PlanKind | ''): Line[] {
  return lines.map((line) => (line.under === heading.under && !line.heading ? { ...line, kind } : line))
}

/** The kind of all lines under a heading, if they have one in common. */
export function kindUnder(lines: Line[], heading: Line): PlanKind | '' {
  const kinds = new Set(lines.filter((line) => line.under === heading.under && !line.heading).map(({ kind }) => kind))
  return kinds.size === 1 ? ([...kinds][0] ?? '') : ''
}

/** The lines that come in. */
export function linesIn(lines: Line[]): Line[] {
  return lines.filter((line) => line.in && !line.heading)
}

/** How many would be suggested. */
export function countIn(lines: Line[]): number {
  return linesIn(lines).filter(({ kind }) => kind !== 'decision').length
}

/** How many would be shared as what others decided. */
export function countDecided(lines: Line[]): number {
  return linesIn(lines).filter(({ kind }) => kind === 'decision').length
}

/** Whether somebody still has to say what a line is. */
export function undecided(lines: Line[]): boolean {
  return linesIn(lines).some(({ kind }) => kind === '')
}

/** What is said besides the words; nothing is guessed, and a line of no kind has none. */
export function termsOf({ kind, doer, decision }: Line): Terms | null {
  if (kind === '') return null
  return kind === 'decision' ? decisionTerms(decision) : bareTerms(kind, doer)
}
