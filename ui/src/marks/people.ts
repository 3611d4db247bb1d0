// The two people's first names, as every sentence takes them.

import type { Role } from '../backend/bindings'

/** Names for sentences: by role, and as the reader sees them. */
export interface People extends Record<string, string> {
  client: string
  keyworker: string
  me: string
  other: string
}

/** The names of a view's two people, seen by its reader. */
export function peopleOf(view: { role: Role; client: string; keyworker: string }): People {
  const { role, client, keyworker } = view
  return role === 'client'
    ? { client, keyworker, me: client, other: keyworker }
    : { client, keyworker, me: keyworker, other: client }
}

/** The name of one of the two. */
export function nameOf(people: People, role: Role): string {
  return role === 'client' ? people.client : people.keyworker
}
