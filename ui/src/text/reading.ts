// How easily a language's sentences read: words in a sentence, Flesch-Kincaid for English, LIX for the others.
//
// The tests measure the whole of a language with it, and plain.ts what somebody is writing. Every sentence is spoken as a person would hear it, with names and days filled in and each form
// of a number said once; a line, a colon and a full stop end a sentence. Syllables are estimated, as all such
// measures do. The limits stand in the test.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'

/** A sentence, and the message it stands in. */
export interface Sentence {
  id: string
  words: string[]
}

const SAID: Record<string, FluentVariable> = {
  about: 'my rent',
  came: '3 May',
  client: 'Magda',
  day: '3 May',
  device: 'phone',
  keyworker: 'Karin',
  left: 'one',
  me: 'Magda',
  n: 3,
  name: 'Karin',
  near: 4,
  other: 'Karin',
  position: 3,
  right: 'two',
  said: '3 May',
  task: 'call',
  time: '10:00',
  toward: 'Anna',
  until: '1 July',
  when: '3 May',
  words: 'here',
}

function spoken(bundle: FluentBundle, id: string): string[] {
  const pattern = bundle.getMessage(id)?.value
  if (!pattern) return []
  const forms = [0, 1, 2].map((n) =>
    bundle.formatPattern(pattern, { ...SAID, count: n, days: n, times: n }, []),
  )
  return [...new Set(forms)]
}

function wordsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? []
}

/** Everything that a language says, in sentences. */
export function sentencesIn(tag: string, sources: string[]): Sentence[] {
  const bundle = new FluentBundle(tag, { useIsolating: false })
  const resources = sources.map((source) => new FluentResource(source))
  for (const resource of resources) bundle.addResource(resource)
  const ids = resources.flatMap(({ body }) => body.map(({ id }) => id))
  return ids.flatMap((id) =>
    spoken(bundle, id)
      .flatMap((text) => text.split(/(?<!\d)[.:]|[?!…\n]/u))
      .map((sentence) => ({ id, words: wordsOf(sentence) }))
      .filter(({ words }) => words.length > 0),
  )
}

/** Words in a sentence, on average. */
export function meanLength(sentences: Sentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words.length, 0) / sentences.length
}

function syllables(word: string): number {
  const low = word.toLowerCase().replace(/(?<=[^aeiouyl])e$|(?<=[^dt])ed$|(?<=[^aeiouscxz])es$/u, '')
  return Math.max(1, low.match(/[aeiouy]+/gu)?.length ?? 1)
}

/** The Flesch-Kincaid grade: school years in English. */
export function fleschKincaid(sentences: Sentence[]): number {
  const words = sentences.flatMap((one) => one.words)
  const spokenParts = words.reduce((sum, word) => sum + syllables(word), 0)
  return 0.39 * meanLength(sentences) + 11.8 * (spokenParts / words.length) - 15.59
}

/** LIX: words in a sentence, and the share of words over six letters in per cent. */
export function lix(sentences: Sentence[]): number {
  const words = sentences.flatMap((one) => one.words)
  const long = words.filter((word) => [...word.replace(/[^\p{L}]/gu, '')].length > 6)
  return meanLength(sentences) + (100 * long.length) / words.length
}

/** The grade that counts in a language. */
export function grade(tag: string, sentences: Sentence[]): number {
  return tag === 'en' ? fleschKincaid(sentences) : lix(sentences)
}

/** The sentences that read worst, hardest first. */
export function hardest(tag: string, sentences: Sentence[], many = 12): string[] {
  return sentences
    .map((one) => ({ one, at: grade(tag, [one]) }))
    .filter(({ one }) => one.words.length > 4)
    .sort((a, b) => b.at - a.at)
    .slice(0, many)
    .map(({ one, at }) => `${at.toFixed(0)} ${one.id}: ${one.words.join(' ')}`)
}
