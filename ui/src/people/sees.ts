// Who outside may hear or be asked what, gathered from what both agreed on: one entry for each person, as named there.
//
// Only what is in force stands here, or is paused; everything else gives nobody anything (law 5).

import type { AgreementView, Day, PartEntry, PartId } from '../backend/bindings'

/** One thing that a person outside may be told or asked. */
export interface Given {
  part: PartId
  kind: 'mandate' | 'permission'
  what: string
  until: Day | null
  paused: boolean
}

/** A person or office outside, and what was given towards them. */
export interface Outsider {
  name: string
  given: Given[]
}

const IN_FORCE = ['bothAgree', 'newSuggestion', 'paused']

function named({ terms }: PartEntry): { name: string; what: string; until: Day | null; kind: Given['kind'] } | undefined {
  if (terms.kind === 'mandate') return { kind: 'mandate', name: terms.toward, what: terms.about, until: terms.until }
  if (terms.kind === 'permission') return { kind: 'permission', name: terms.recipient, what: terms.what, until: terms.until }
  return undefined
}

/** Everybody outside to whom something reaches, by name. */
export function outsidersOf({ parts, pausedAll }: Pick<AgreementView, 'parts' | 'pausedAll'>): Outsider[] {
  const people = new Map<string, Outsider>()
  for (const part of parts) {
    const given = IN_FORCE.includes(part.standing.word) ? named(part) : undefined
    if (!given) continue
    const { name, ...rest } = given
    const key = name.trim().toLowerCase()
    const person = people.get(key) ?? { name: name.trim(), given: [] }
    person.given.push({ ...rest, part: part.id, paused: pausedAll || part.standing.word === 'paused' })
    people.set(key, person)
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
}
