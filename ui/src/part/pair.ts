// Which versions a part's screen shows: one that leads, or two side by side. Nothing is chosen between them here.

import type { PartView, VersionView } from '../backend/bindings'

/** The version with this id. */
export function versionOf(view: PartView, id: string | null): VersionView | undefined {
  return id === null ? undefined : view.versions.find((version) => version.id === id)
}

/** Two versions that lie beside each other: what holds and what is new, or two suggestions; else none. */
export function pairOf(view: PartView): [VersionView, VersionView] | undefined {
  const { word, also } = view.standing
  const agreed = versionOf(view, view.agreed)
  const open = view.versions.filter((version) => version.open && version.id !== view.agreed)
  if (agreed && (word === 'newSuggestion' || also.includes('newSuggestion'))) {
    const newest = versionOf(view, view.ask) ?? open.at(-1)
    return newest && newest.id !== agreed.id ? [agreed, newest] : undefined
  }
  if (word !== 'twoSuggestions' && !also.includes('twoSuggestions')) return undefined
  const client = open.findLast(({ by }) => by === 'client')
  const keyworker = open.findLast(({ by }) => by === 'keyworker')
  return client && keyworker ? [client, keyworker] : undefined
}
