// How a step ended, in words: a keyworker's promise is kept, moved or not kept; the client did it, changed it, or not
// this time. Two words stand side by side when they were said at the same time (law 9). Nothing is ever late.

import type { AgreementView, Ending, EndingView, PartEntry, Role } from '../backend/bindings'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** The three ways a step can end, always in this order. */
export const ENDINGS: Ending[] = ['done', 'changed', 'notThisTime']

/** What one of the two presses. */
export function endingWord(by: Role, ending: Ending): string {
  return t(`ending-${by}-${ending}`)
}

/** What is read afterwards. */
export function endingLine({ by, ending, day, stamp }: EndingView): string {
  const word = ending === 'changed' && day ? t('ending-moved-to', { day: dayOf(day) }) : endingWord(by, ending)
  return t('ending-said', { words: word, day: dayOf(stamp.claimed) })
}

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
