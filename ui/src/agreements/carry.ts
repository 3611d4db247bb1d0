// Which parts can come along into another agreement, and which agreements can take them. The rooms decide again.

import type { AgreementEntry, PartView } from '../backend/bindings'

/** A part that can come along, with the words that both said yes to. */
export interface Carried {
  id: string
  words: string
}

/** Parts whose agreed words are here; what others decided never comes along. */
export function carriable(parts: PartView[]): Carried[] {
  return parts.flatMap(({ id, kind, agreed, versions }) => {
    const words = kind === 'decision' ? undefined : versions.find((version) => version.id === agreed)?.words
    return words ? [{ id, words }] : []
  })
}

/** Agreements that are neither this one nor over. */
export function targetsOf(entries: AgreementEntry[], from: string): AgreementEntry[] {
  return entries.filter(({ id, stage }) => id !== from && ['alone', 'firstFile', 'paired'].includes(stage))
}
