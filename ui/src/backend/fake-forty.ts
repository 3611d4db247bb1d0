// The stand-in with forty people for Karin, so that a full day can be looked at and measured (`?as=forty`).

import type { Backend } from './backend'
import type { AgreementEntry, Day } from './bindings'
import { AGREEMENT } from './fake-story'

const NAMES =
  'Adam Aisha Alva Anders Astrid Bo Carina Dag Ebba Elin Elsa Emil Farah Filip Greta Gustav Hanna Harry Hedda Henrik Ida Ingrid Ivan Jenny Jonas Karl Lena Lisa Louise Lova Mahmud Mikael Nils Olle Peter Sam Sara Sven Tommie'.split(
    ' ',
  )
const DAY = 86_400

function dayAhead(days: number): Day {
  return new Date(Date.now() + days * DAY * 1000).toISOString().slice(0, 10)
}

function person(like: AgreementEntry, client: string, n: number): AgreementEntry {
  const since = Math.floor(Date.now() / 1000) - n * DAY
  const owes = n % 4 === 0 ? ({ who: 'keyworker', wants: 'answer', since, day: null, said: null, saidDay: null } as const) : null
  const next = like.next.slice(0, n % 3 === 0 ? 1 : 0).map((meet) => ({ ...meet, id: `m${n}`, day: dayAhead(n % 10) }))
  const promises = like.promises.slice(0, n % 5 === 0 ? 1 : 0).map((promise) => ({ ...promise, version: `pr${n}`, since }))
  const owedWords = owes ? `I asked this ${n} days ago, and I would like to know.` : null
  const until = n % 6 === 0 ? dayAhead(20 + n) : null
  const hello = n % 13 === 0 ? ({ id: `h${n}`, by: 'client', words: 'I got the room. Just so you know.', stamp: { claimed: since, arrived: since } } as const) : null
  return { ...like, until, hello, id: n.toString(16).padStart(64, 'b'), client, owes, owedWords, next, promises, newForMe: n % 7 === 0 }
}

/** Forty agreements in the place of a few; each opens Magda's. */
export function forty(backend: Backend): Backend {
  return {
    ...backend,
    agreements: async () => {
      const entries = await backend.agreements()
      const magda = entries.find(({ id }) => id === AGREEMENT)
      return magda ? [magda, ...NAMES.map((name, at) => person(magda, name, at + 1))] : entries
    },
  }
}
