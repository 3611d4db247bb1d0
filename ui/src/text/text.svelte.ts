// Every sentence the window says, by name, in the reader's language.
//
// Messages are Fluent files, one folder per language and one file per feature; every language has every message
// (locales.test.ts), and English is the last resort. What the lock says (first.ftl) is here from the start; the rest of a
// language is fetched when it is spoken (`words`). People's names inside a sentence are isolated only where writing
// directions meet, so that plain text stays plain. No sentence is written anywhere else.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'

const FIRST = import.meta.glob<string>('./*/first.ftl', { query: '?raw', import: 'default', eager: true })
const REST = import.meta.glob<string>(['./*/*.ftl', '!./*/first.ftl'], { query: '?raw', import: 'default' })

/** The languages that the window speaks, by their own names. */
export const LANGUAGES: { tag: string; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'sv', name: 'Svenska' },
  { tag: 'nb', name: 'Norsk bokmål' },
  { tag: 'nl', name: 'Nederlands' },
]

function bundle(tag: string, locale = tag === 'en' ? 'en-GB' : tag): FluentBundle {
  const made = new FluentBundle(locale, { useIsolating: false })
  made.addResource(new FluentResource(FIRST[`./${tag}/first.ftl`] ?? ''))
  return made
}

const bundles = new Map(LANGUAGES.map(({ tag }) => [tag, bundle(tag)]))
/** The languages of which everything is here. */
const whole = new Set<string>()

async function rest(tag: string): Promise<string[]> {
  return Promise.all(Object.entries(REST).flatMap(([path, load]) => (path.startsWith(`./${tag}/`) ? [load()] : [])))
}

/** Fetches everything that is said in `tag`; fails where a file of ours does not come. */
export async function words(tag: string): Promise<void> {
  if (whole.has(tag)) return
  for (const text of await rest(tag)) bundles.get(tag)?.addResource(new FluentResource(text))
  whole.add(tag)
}

/** Fetches everything that is said in the language in use, though another one is chosen meanwhile. */
export async function wordsInUse(): Promise<void> {
  while (!whole.has(language.tag)) await words(language.tag)
}

/** Teaches a made-up language, English with its text changed; for design work and tests alone. */
export async function teach(tag: string, locale: string, transform: (text: string) => string): Promise<void> {
  const made = new FluentBundle(locale, { useIsolating: false, transform })
  for (const text of [FIRST['./en/first.ftl'] ?? '', ...(await rest('en'))]) made.addResource(new FluentResource(text))
  bundles.set(tag, made)
  whole.add(tag)
}

// What systems call Norwegian; who reads nynorsk reads bokmål more easily than English.
const NORWEGIAN = ['no', 'nn']

function closest(wanted: readonly string[]): string {
  const bare = wanted.map((tag) => tag.split('-')[0] ?? '').map((tag) => (NORWEGIAN.includes(tag) ? 'nb' : tag))
  const known = bare.find((tag) => bundles.has(tag))
  return known ?? 'en'
}

class Language {
  /** The tag in use. */
  tag = $state(closest(navigator.languages))

  /** Speaks `tag`, or what the system speaks, as soon as its words are here; before anything is fetched at once. */
  async choose(tag: string | null): Promise<void> {
    const next = closest(tag ? [tag] : navigator.languages)
    if (whole.size > 0 && !whole.has(next)) await words(next)
    this.tag = next
    // Days are written day first; a bare `en` makes some web views write the month first.
    document.documentElement.lang = this.tag === 'en' ? 'en-GB' : this.tag
    document.documentElement.dir = this.rightToLeft ? 'rtl' : 'ltr'
  }

  get rightToLeft(): boolean {
    return ['ar', 'he', 'fa', 'ur'].includes(this.tag)
  }
}

/** The reader's language. */
export const language = new Language()

// Letters that run from right to left, and the signs that turn others round: neither may reach into the sentence.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u202a-\u202e\ufb1d-\ufdff\ufe70-\ufefc]/u

// Written by number, so that no invisible sign stands in the built file.
const [ISOLATE, RELEASE] = [String.fromCharCode(0x2068), String.fromCharCode(0x2069)]

function isolated(value: FluentVariable): FluentVariable {
  if (typeof value !== 'string') return value
  return language.rightToLeft || RIGHT_TO_LEFT.test(value) ? `${ISOLATE}${value}${RELEASE}` : value
}

/** The sentence called `id`, with its words filled in. */
export function t(id: string, words: Record<string, FluentVariable> = {}): string {
  for (const tag of [language.tag, 'en']) {
    const found = bundles.get(tag)
    const message = found?.getMessage(id)
    if (!found || !message?.value) continue
    const filled = Object.fromEntries(Object.entries(words).map(([name, value]) => [name, isolated(value)]))
    return found.formatPattern(message.value, filled, [])
  }
  return id
}

/** What every language says for `id`, to know again what was written in another one. */
export function inEvery(id: string): string[] {
  return [...bundles.values()].flatMap((bundle) => {
    const pattern = bundle.getMessage(id)?.value
    return pattern ? [bundle.formatPattern(pattern, {}, [])] : []
  })
}
