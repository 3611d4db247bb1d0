// How a step ended, in words: a keyworker's promise is kept, moved or not kept; the client did it, changed it, or not
// this time. Two words stand side by side when they were said at the same time (law 9).

import type { Ending, EndingView, Role } from '../backend/bindings'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** What one of the two presses. */
export function endingWord(by: Role, ending: Ending): string {
  return t(`ending-${by}-${ending}`)
}

/** What is read afterwards. */
export function endingLine({ by, ending, day, stamp }: EndingView): string {
  const word = ending === 'changed' && day ? t('ending-moved-to', { day: dayOf(day) }) : endingWord(by, ending)
  return t('ending-said', { words: word, day: dayOf(stamp.claimed) })
}
