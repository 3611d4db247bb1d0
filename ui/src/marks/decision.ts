// What others decided, as it is being written: one flat sheet, and the way from it to the terms. There is no yes in it.

import type { Terms } from '../backend/bindings'

/** What is typed besides the words, all as text. */
export interface DecisionSheet {
  by: string
  law: string
  from: string
  until: string
  /** One thing on each line. */
  choices: string
  appeal: string
  appealUntil: string
  helper: string
  number: string
  /** The refused part that it comes back as; `none` when there is none, empty when nothing was said. */
  overrides: string
}

/** Nothing typed yet. */
export const NO_DECISION: DecisionSheet = {
  by: '',
  law: '',
  from: '',
  until: '',
  choices: '',
  appeal: '',
  appealUntil: '',
  helper: '',
  number: '',
  overrides: '',
}

/** The fields as the rooms take them. */
export function decisionTerms(sheet: DecisionSheet): Terms {
  const { by, law, from, until, choices, appeal, appealUntil, helper, number, overrides } = sheet
  return {
    kind: 'decision',
    decidedBy: by,
    law,
    from: from || null,
    until: until || null,
    choices: choices.split('\n').map((line) => line.trim()).filter(Boolean),
    appeal,
    appealUntil: appealUntil || null,
    helper: helper.trim() === '' ? null : { name: helper, number },
    overrides: overrides === 'none' ? null : overrides || null,
  }
}
