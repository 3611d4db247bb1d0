// Finds the filled-in words (whom, about what, until when) in the text that was signed, to show them bold.
//
// Only whole matches of the fields are marked, each once, in the order of the text. A field that does not stand in the
// text is left out: nothing is added to anybody's words.

import type { Terms } from '../backend/bindings'
import { dayForms } from '../text/days'

/** A piece of the text. */
export interface Piece {
  text: string
  bold: boolean
}

function fields(terms: Terms): string[] {
  switch (terms.kind) {
    case 'mandate':
      return [terms.toward, terms.about, ...dayForms(terms.until)]
    case 'permission':
      return [terms.recipient, terms.what, ...dayForms(terms.until)]
    case 'decision':
      return dayForms(terms.until)
    case 'goal':
    case 'step':
      return dayForms(terms.by)
    case 'arrangement':
      return [terms.standIn, ...dayForms(terms.until)]
    case 'purpose':
      return []
  }
}

/** The text in pieces; joined, they are the text. */
export function filledIn(text: string, terms: Terms | undefined): Piece[] {
  const taken: { from: number; to: number }[] = []
  for (const field of terms ? fields(terms) : []) {
    const from = field === '' ? -1 : text.indexOf(field)
    const to = from + field.length
    if (from >= 0 && taken.every((other) => to <= other.from || from >= other.to)) taken.push({ from, to })
  }
  taken.sort((a, b) => a.from - b.from)
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of taken) {
    if (from > at) pieces.push({ text: text.slice(at, from), bold: false })
    pieces.push({ text: text.slice(from, to), bold: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), bold: false })
  return pieces
}
