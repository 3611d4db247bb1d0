// A made-up language that runs from right to left: English with every word turned round, so that whoever reads English
// can see whether a screen is mirrored well.
//
// For design work and tests alone. A system set to Arabic asks for it; the ordinary build leaves it out, and such a
// system gets English there (build.test.ts). People's own words and names are never turned.

import { teach } from './text.svelte'

/** Its name among languages, as ICU calls its like. */
export const PSEUDO = 'ar-XB'

// Written by number, so that no invisible sign stands in a file.
const [TURN, STOP] = [String.fromCharCode(0x202e), String.fromCharCode(0x202c)]

/** The text with each word turned round. */
export function mirrored(text: string): string {
  return text.replace(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu, (word) => `${TURN}${word}${STOP}`)
}

/** Teaches the window this language; a system set to Arabic then asks for it. */
export function teachPseudo(): Promise<void> {
  return teach('ar', PSEUDO, mirrored)
}
