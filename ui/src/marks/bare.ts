// Parts that carry words and little else: the kinds that a line of text can become, with nothing guessed besides.
//
// Mandates and permissions are left out: each is asked for by itself, with its person named.

import type { Doer, Terms } from '../backend/bindings'

/** The kinds that a line can become. */
export const KINDS = ['purpose', 'goal', 'step', 'arrangement'] as const
export type BareKind = (typeof KINDS)[number]

const DOERS = ['both', 'client', 'keyworker'] as const

/** Who is meant by a name of the list. */
export function doerNamed(name: string): Doer {
  return DOERS.find((known) => known === name) ?? 'both'
}

/** What is said besides the words. */
export function bareTerms(kind: BareKind, doer: Doer): Terms {
  switch (kind) {
    case 'purpose':
      return { kind }
    case 'goal':
      return { kind, near: null, by: null }
    case 'step':
      return { kind, doer, by: null, goal: null }
    case 'arrangement':
      return { kind, standIn: '', until: null }
  }
}
