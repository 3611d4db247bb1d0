// What stands beside the words of a version and is signed with them: who does it, towards whom, until when. Whatever the
// words say themselves is not said twice; whatever they leave out must be seen by whoever says yes to it (law 1).

import type { Day, Terms } from '../backend/bindings'
import { dayForms, dayOf } from '../text/days'
import { t } from '../text/text.svelte'
import { nameOf, type People } from './people'

function day(words: string, id: 'beside-by' | 'beside-until', last: Day | null): string[] {
  if (last === null || dayForms(last).some((form) => words.includes(form))) return []
  return [t(id, { day: dayOf(last) })]
}

function field(words: string, id: string, value: string): string[] {
  return value.trim() === '' || words.includes(value) ? [] : [t(id, { words: value })]
}

function doer(terms: Extract<Terms, { kind: 'step' }>, people: People): string {
  return terms.doer === 'both' ? t('beside-both') : t('beside-doer', { name: nameOf(people, terms.doer) })
}

/** The lines to show under the words, in the order in which the form asks for them. */
export function besideOf(words: string | null, terms: Terms | undefined, people: People): string[] {
  const said = words ?? ''
  switch (terms?.kind) {
    case 'step':
      return [doer(terms, people), ...day(said, 'beside-by', terms.by)]
    case 'goal':
      return day(said, 'beside-by', terms.by)
    case 'mandate':
      return [...field(said, 'beside-toward', terms.toward), ...field(said, 'beside-about', terms.about), ...day(said, 'beside-until', terms.until)]
    case 'permission':
      return [...field(said, 'beside-toward', terms.recipient), ...field(said, 'beside-about', terms.what), ...day(said, 'beside-until', terms.until)]
    case 'arrangement':
      return [...field(said, 'beside-instead', terms.standIn), ...day(said, 'beside-until', terms.until)]
    case 'decision':
    case 'purpose':
    case undefined:
      return []
  }
}
