// A pasted plan on its way to suggestions: lines that can be changed, left out and taken in again. Nothing is agreed
// by any of it, and no line ever becomes a mandate.

import type { Doer, PlanLine, Terms } from '../backend/bindings'
import { bareTerms, kindNamed, type BareKind } from '../marks/bare'

/** One line as it is being checked. */
export interface Line {
  kind: BareKind
  words: string
  doer: Doer
  in: boolean
}

/** The lines as they came, all of them in. */
export function linesFrom(found: PlanLine[]): Line[] {
  return found.map(({ kind, words }) => ({ kind: kindNamed(kind), words, doer: 'both', in: true }))
}

/** What is said besides the words; nothing is guessed. */
export function termsOf({ kind, doer }: Line): Terms {
  return bareTerms(kind, doer)
}

/** How many would be suggested. */
export function countIn(lines: Line[]): number {
  return lines.filter((line) => line.in).length
}
