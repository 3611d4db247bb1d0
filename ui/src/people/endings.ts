// The ways in which a step can end, who gives a word with it, and which steps are the client's. Nothing is ever late.

import type { AgreementView, Ending, PartEntry, Role } from '../backend/bindings'

/** The three ways a step can end, always in this order. */
export const ENDINGS: Ending[] = ['done', 'changed', 'notThisTime']

/** A keyworker says in words why a promise moved or was not kept. */
export function needsWords(role: Role, ending: Ending): boolean {
  return role === 'keyworker' && ending !== 'done'
}

/** Steps that both agreed on and that the client does. */
export function clientSteps({ parts }: Pick<AgreementView, 'parts'>): PartEntry[] {
  return parts.filter(
    ({ terms, standing }) =>
      terms.kind === 'step' && terms.doer !== 'keyworker' && ['bothAgree', 'newSuggestion'].includes(standing.word),
  )
}
