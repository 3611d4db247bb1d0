// Every sentence of every language reads easily for somebody who is tired, and none speaks from above (ux §1, §2.8).

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fleschKincaid, grade, hardest, lix, meanLength, sentencesIn, type Sentence } from './reading'
import { LANGUAGES } from './text.svelte'

const LONGEST = 20
const MEAN = 12
const HARDEST = { en: 5, others: 30 }

// Letters beyond a to z are letters, too, so a word's ends are looked for by hand.
function whole(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu')
}

// Words of force, of blame and of the file; each language has its own.
const FORBIDDEN: Record<string, RegExp> = {
  en: whole(String.raw`approv\p{L}+|refus\p{L}+|compl(y|ies|iance|iant)|breach\p{L}*|fail\p{L}*|patients?|addict\p{L}*|cases?|must|abuse\p{L}*|clean|dirty|attend\p{L}*|overdue|violat\p{L}+`),
  sv: whole(String.raw`godkänn\p{L}*|vägra\p{L}*|efterlev\p{L}*|överträd\p{L}*|misslyck\p{L}*|patient\p{L}*|missbruk\p{L}*|beroende\p{L}*|ärende\p{L}*|fall|måste|försenad\p{L}*|förfallen|bryt\p{L}* mot|uteblev|uteblivit|brukare\p{L}*`),
  nb: whole(String.raw`godkjenn\p{L}*|nekt\p{L}*|etterlev\p{L}*|overtre\p{L}*|mislykk\p{L}*|pasient\p{L}*|misbruk\p{L}*|rusmisbruk\p{L}*|avhengig\p{L}*|sak|saken|må|forfalt|forsinket|bryt\p{L}* med|uteble\p{L}*|brukeren|brukere`),
  nl: whole(String.raw`goedkeur\p{L}*|goedgekeurd|weiger\p{L}*|naleving|nalev\p{L}*|overtred\p{L}*|mislukt?\p{L}*|faal\p{L}*|gefaald|patiënt\p{L}*|verslaa?f\p{L}*|misbruik\p{L}*|cliënt\p{L}*|casus|moet|moeten|achterstallig|te laat`),
}

function sources(tag: string): string[] {
  const folder = join(import.meta.dirname, tag)
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
}

// A list of names to compare is no text to read.
function textOf(tag: string): Sentence[] {
  return sentencesIn(tag, sources(tag)).filter(({ id }) => !id.startsWith('picture-'))
}

describe.each(LANGUAGES.map(({ tag }) => tag))('what is said in %s', (tag) => {
  const sentences = textOf(tag)

  test('no sentence is longer than twenty words', () => {
    expect(sentences.length).toBeGreaterThan(400)
    const long = sentences.filter(({ words }) => words.length > LONGEST)
    expect(long.map(({ id, words }) => `${id}: ${words.join(' ')}`)).toEqual([])
  })

  test('the whole reads as easily as it should', () => {
    const limit = tag === 'en' ? HARDEST.en : HARDEST.others
    const [mean, at] = [meanLength(sentences), grade(tag, sentences)]
    console.info(`${tag}: ${mean.toFixed(1)} words, grade ${at.toFixed(1)}\n${hardest(tag, sentences).join('\n')}`)
    expect(mean).toBeLessThanOrEqual(MEAN)
    expect(at).toBeLessThanOrEqual(limit)
  })

  test('no word of force stands in a sentence', () => {
    const forbidden = FORBIDDEN[tag]
    expect(forbidden).toBeDefined()
    const found = sentences.filter(({ words }) => forbidden?.test(words.join(' ')))
    expect(found.map(({ id, words }) => `${id}: ${words.join(' ')}`)).toEqual([])
  })
})

describe('the measures', () => {
  test('a hard sentence is found to be harder than a plain one', () => {
    const plain = sentencesIn('en', ['a = You can say no. You do not have to say why.'])
    const hard = sentencesIn('en', ['a = Notification regarding discontinuation necessitates administrative documentation.'])
    expect(fleschKincaid(plain)).toBeLessThan(2)
    expect(fleschKincaid(hard)).toBeGreaterThan(20)
    expect(lix(plain)).toBeLessThan(10)
    expect(lix(hard)).toBeGreaterThan(80)
  })

  test('a word of force is found in any language, and not inside another word', () => {
    expect(FORBIDDEN.nb?.test('Du må svare')).toBe(true)
    expect(FORBIDDEN.nb?.test('Et mål')).toBe(false)
    expect(FORBIDDEN.sv?.test('Ditt ärende')).toBe(true)
    expect(FORBIDDEN.nl?.test('Je moet komen')).toBe(true)
  })

  test('every form of a number is read, and its names are filled in', () => {
    const message = 'a =\n    { $count ->\n        [one] { $client } has one.\n       *[other] There are { $count }.\n    }'
    const said = sentencesIn('en', [message]).map(({ words }) => words.join(' '))
    expect(said).toEqual(['There are 0', 'Magda has one', 'There are 2'])
  })
})
