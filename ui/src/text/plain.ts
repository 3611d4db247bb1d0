// How plain somebody's own words are while they are written: long sentences, and long words that a tired reader
// stumbles over. It says what could be easier, never a figure, and stops nobody from saving.

import { grade, meanLength, type Sentence } from './reading'

/** What could be easier, if anything. `hard` names at most three words. */
export type Plainness = { is: 'none' } | { is: 'plain' } | { is: 'long' } | { is: 'hard'; words: string[] }

const LONGEST = 20
const FEW = 4
const HARDEST = { en: 7, others: 40 }
const LONG_WORD = 10

function sentencesOf(text: string): Sentence[] {
  return text
    .split(/(?<!\d)[.:]|[?!…\n]/u)
    .map((sentence) => ({ id: '', words: sentence.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [] }))
    .filter(({ words }) => words.length > 0)
}

/** How plain `text` is in the language `tag`; too little text is not judged. */
export function plainness(text: string, tag: string): Plainness {
  const sentences = sentencesOf(text)
  const words = sentences.flatMap((one) => one.words)
  if (words.length < FEW) return { is: 'none' }
  if (sentences.some((one) => one.words.length > LONGEST)) return { is: 'long' }
  const limit = tag === 'en' ? HARDEST.en : HARDEST.others
  const long = words.filter((word) => [...word].length >= LONG_WORD)
  if (long.length > 0 && (grade(tag, sentences) > limit || meanLength(sentences) > LONGEST)) {
    return { is: 'hard', words: [...new Set(long)].slice(0, 3) }
  }
  return { is: 'plain' }
}
