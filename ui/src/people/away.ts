// Whom a keyworker tells of being away: one person, or everybody with whom an agreement goes on.

import type { AgreementEntry } from '../backend/bindings'

export type Whom = 'one' | 'everybody'

/** The agreements of everybody who is to know. One that is over, or not begun by two, tells nobody. */
export function agreementsToTell(entries: AgreementEntry[]): string[] {
  return entries.filter(({ stage }) => stage === 'paired' || stage === 'endedByOne').map(({ id }) => id)
}
