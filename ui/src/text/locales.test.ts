// Every language says all that English says, with the same words to fill in, and writes days as its readers do.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentResource } from '@fluent/bundle'
import { afterEach, describe, expect, test } from 'vitest'
import { dayForms, dayOf, momentOf } from './days'
import { LANGUAGES, language } from './text.svelte'

type Messages = Map<string, string>

function messages(tag: string): Messages {
  const folder = join(import.meta.dirname, tag)
  const bodies = readdirSync(folder).flatMap((name) => new FluentResource(readFileSync(join(folder, name), 'utf8')).body)
  return new Map(bodies.map(({ id, value }) => [id, JSON.stringify(value)]))
}

function fieldsOf(pattern: string): string[] {
  return [...new Set([...pattern.matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name ?? ''))].sort()
}

const english = messages('en')
const others = LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== 'en')

afterEach(() => void language.choose('en'))

test('no sentence is named twice', () => {
  const folder = join(import.meta.dirname, 'en')
  const ids = readdirSync(folder).flatMap((name) => new FluentResource(readFileSync(join(folder, name), 'utf8')).body.map(({ id }) => id))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('every folder of sentences is a language that can be chosen', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((one) => one.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual(LANGUAGES.map(({ tag }) => tag).sort())
})

describe.each(others)('%s', (tag) => {
  const found = messages(tag)

  test('it has exactly the sentences that English has', () => {
    expect([...found.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('it fills in exactly the same words', () => {
    const differing = [...english].filter(([id, pattern]) => {
      return fieldsOf(found.get(id) ?? '').join() !== fieldsOf(pattern).join()
    })
    expect(differing.map(([id]) => id)).toEqual([])
  })

  test('it tells apart no fewer numbers than English', () => {
    const forms = (pattern: string): number => [...pattern.matchAll(/"key":/g)].length
    for (const [id, pattern] of english) expect(forms(found.get(id) ?? ''), id).toBe(forms(pattern))
  })
})

test('a day keeps together, and only its year may go to the next line', () => {
  const year = new Date().getFullYear()
  expect(dayOf(`${year}-05-03`)).toBe('3\u00a0May')
  expect(dayOf(`${year + 1}-05-03`)).toBe(`3\u00a0May ${year + 1}`)
  for (const written of ['3\u00a0May ', '3\u00a0May\u00a0', '3 May ']) expect(dayForms('2027-05-03')).toContain(`${written}2027`)
})

test('days are written as the readers of each language write them', () => {
  const noon = new Date(2027, 4, 3, 12).getTime() / 1000
  const said = LANGUAGES.map(({ tag }) => {
    void language.choose(tag)
    return [tag, dayOf('2027-05-03').replaceAll('\u00a0', ' '), momentOf(noon).replaceAll('\u00a0', ' ')]
  })
  const year = new Date().getFullYear() === 2027 ? '' : ' 2027'
  expect(said).toEqual([
    ['en', `3 May${year}`, `3 May${year}`],
    ['sv', `3 maj${year}`, `3 maj${year}`],
    ['nb', `3. mai${year}`, `3. mai${year}`],
    ['nl', `3 mei${year}`, `3 mei${year}`],
  ])
})
