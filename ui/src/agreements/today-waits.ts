// What the client said that the keyworker has not answered: it stands on both people's Today in the client's own words.
//
// The debt names the moment at which it began; the deed of that moment is looked for in what both can see of the part.

import type { Answer, Moment, PartView, SayingKind } from '../backend/bindings'

/** How the client said it. */
export type SaidAs = 'no' | 'tookBack' | 'pushed' | 'differently' | 'suggested' | 'answered'

/** The client's words that wait for an answer. */
export interface Waits {
  as: SaidAs
  words: string | null
  at: Moment
}

const ANSWERS: Record<Answer, SaidAs | undefined> = {
  yes: 'answered',
  yesUnderPressure: 'pushed',
  no: 'no',
  // It is shown as the version that it made.
  somethingElse: undefined,
  notNow: 'answered',
  takeBack: 'tookBack',
  notedYes: undefined,
}
const SAYINGS: Record<SayingKind, SaidAs> = { differently: 'differently', reply: 'answered', pushed: 'pushed' }

function everything(part: PartView): Waits[] {
  const theirs = ({ by }: { by: string }): boolean => by === 'client'
  const answers = part.versions.flatMap((version) => version.answers.filter(theirs)).flatMap(({ answer, words, stamp }) => {
    const as = ANSWERS[answer]
    return as ? [{ as, words, at: stamp.claimed }] : []
  })
  const sayings = part.sayings.filter(theirs).map(({ kind, words, stamp }) => ({ as: SAYINGS[kind], words, at: stamp.claimed }))
  const versions = part.versions.filter(theirs).map(({ words, stamp }) => ({ as: 'suggested' as const, words, at: stamp.claimed }))
  return [...answers, ...sayings, ...versions]
}

/** What waits for the keyworker in a part: what began the debt, or else the last that the client said. */
export function waitsIn(part: PartView): Waits | undefined {
  const { owes } = part
  if (owes?.who !== 'keyworker' || owes.wants !== 'answer') return undefined
  const said = everything(part).sort((a, b) => b.at - a.at)
  return said.find(({ at }) => at === owes.since) ?? said[0]
}
