// Every sentence that a screen asks for exists, and no screen writes one of its own.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FluentResource, type FluentVariable } from '@fluent/bundle'
import { describe, expect, test } from 'vitest'
import { language, t } from './text.svelte'

const SOURCE = join(import.meta.dirname, '..')

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

function messages(tag: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of filesUnder(join(SOURCE, 'text', tag))) {
    for (const { id, value } of new FluentResource(readFileSync(path, 'utf8')).body)
      found.set(id, JSON.stringify(value))
  }
  return found
}

function union(type: string): string[] {
  const bindings = readFileSync(join(SOURCE, 'backend/bindings.ts'), 'utf8')
  const found = new RegExp(`export type ${type} = ([^;]+);`).exec(bindings)?.[1] ?? ''
  return [...found.matchAll(/"(\w+)"/g)].map(([, value]) => value ?? '')
}

/** Words that stand in the markup itself: no script, style, comment, tag or expression. */
function bareWords(source: string): string[] {
  let markup = source.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
  for (let before = ''; before !== markup; ) {
    before = markup
    markup = markup.replace(/\{[^{}]*\}/g, '')
  }
  return markup.replace(/<[^<>]*(?:=>[^<>]*)*>/g, ' ').match(/\p{L}{3,}/gu) ?? []
}

const english = messages('en')
const code = filesUnder(SOURCE)
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

describe('sentences', () => {
  test('every sentence that is asked for by name exists', () => {
    const asked = [...code.matchAll(/\bt\(\s*(?:[^()'`]+\? )?'([a-zA-Z-]+)'(?: : '([a-zA-Z-]+)')?/g)].flatMap(
      ([, a, b]) => [a, b],
    )
    const missing = asked.filter((id) => id !== undefined && !english.has(id))
    expect(asked.length).toBeGreaterThan(150)
    expect(missing).toEqual([])
  })

  test.each([
    ['happened', 'Happened'],
    ['said', 'SayingKind'],
    ['said', 'Answer'],
    ['mine', 'Answer'],
    ['held', 'Noted'],
    ['hold', 'HoldCause'],
    ['kind', 'PartKind'],
  ])('there is a sentence %s-… for every %s', (prefix, type) => {
    const values = union(type).filter((value) => value !== 'decision')
    expect(values.length).toBeGreaterThan(1)
    for (const value of values) expect([...english.keys()]).toContain(`${prefix}-${value}`)
  })

  test('every error says what happened and what to do', () => {
    const codes = union('Code')
    expect(codes.length).toBeGreaterThan(40)
    for (const value of codes) {
      const key = `error-${value.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
      expect(english.has(`${key}-what`), key).toBe(true)
      expect(english.has(`${key}-do`), key).toBe(true)
    }
  })

  test('no screen writes a sentence of its own', () => {
    const screens = filesUnder(SOURCE).filter((path) => path.endsWith('.svelte'))
    expect(screens.length).toBeGreaterThan(40)
    for (const path of screens) expect(bareWords(readFileSync(path, 'utf8')), path).toEqual([])
  })
})

describe('people in sentences', () => {
  test('a name in another writing direction is kept apart from the sentence', () => {
    void language.choose('en')
    const words: Record<string, FluentVariable> = { client: 'מגדה', keyworker: 'Karin', me: 'Karin', other: 'מגדה' }
    expect(t('standing-waiting-client', words)).toBe('Waiting for \u2068מגדה\u2069')
    expect(t('standing-waiting-keyworker', words)).toBe('Waiting for Karin')
  })

  test('a name that turns the writing round turns only itself', () => {
    void language.choose('en')
    const turned = 'Anna\u202e'
    expect(t('standing-waiting-client', { client: turned })).toBe(`Waiting for \u2068${turned}\u2069`)
  })

  test('a language that the window does not speak falls back to English', () => {
    void language.choose('fi')
    expect(t('hide-now')).toBe('Hide now')
    void language.choose('sv-SE')
    expect(t('hide-now')).toBe('Göm nu')
    for (const norwegian of ['no', 'nb-NO', 'nn-NO']) {
      void language.choose(norwegian)
      expect(t('hide-now')).toBe('Skjul nå')
    }
    void language.choose('en')
  })
})
