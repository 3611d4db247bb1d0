// What a contact needs before it can be saved, and which mandates it can be under. The rules are in the rooms behind.
//
// Whether there was a mandate is asked of the keyworker and is never taken for granted; the client need not say.

import type { AgreementView, ContactView, Contacting, PartEntry, Role } from '../backend/bindings'

/** What is typed. `under` is a part, `none`, or empty while nobody has said. */
export interface Sheet {
  whom: string
  words: string
  under: string
  on: string
}

export const EMPTY: Sheet = { whom: '', words: '', under: '', on: '' }

/** Without a mandate, said on purpose. */
export const NONE = 'none'

/** Mandates and permissions that both agree on now. */
export function powersOf(view: AgreementView): PartEntry[] {
  const agreed = ['bothAgree', 'newSuggestion']
  return view.parts.filter(({ kind, standing }) => (kind === 'mandate' || kind === 'permission') && agreed.includes(standing.word))
}

/** Whether the keyworker still has to say under which mandate it was. */
export function asksMandate(sheet: Sheet, role: Role, powers: PartEntry[]): boolean {
  return role === 'keyworker' && powers.length > 0 && sheet.under === ''
}

/** What is saved. */
export function contactOf(agreement: string, { whom, words, under, on }: Sheet): Contacting {
  return { agreement, whom, words, mandate: under === '' || under === NONE ? null : under, on: on === '' ? null : on }
}

/** "It was not like that" is for whoever did not write it, and is said once. */
export function mayContest(contact: ContactView, role: Role): boolean {
  return contact.by !== role && !contact.voices.some(({ by, contests }) => by === role && contests)
}
