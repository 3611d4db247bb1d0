// A yes that was taken back, given again to the same words: it is a suggestion, since nothing older revives and both
// answer anew. A keyworker's suggestion carries a reason, so it is written on its own screen.

import type { PartView, Suggesting } from '../backend/bindings'

/** What the client would say; nothing while there is something else to answer, or the words are not here. */
export function yesAgain(view: PartView): Suggesting | undefined {
  const { agreement, id, role, mine, mineYes, ask, may } = view
  if (role !== 'client' || mine?.answer !== 'takeBack' || mineYes !== null || ask !== null || !may.includes('suggest')) return undefined
  const version = view.versions.find((one) => one.id === mine.version)
  if (version === undefined || version.words === null) return undefined
  const { words, language, terms } = version
  return { agreement, part: id, parents: [version.id], answersTo: null, words, language, terms, reason: null }
}
