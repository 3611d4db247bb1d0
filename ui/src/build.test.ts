// What is shipped: no stand-in, nothing inline, nothing that a strict policy would stop.

import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { MARKER } from './backend/fake'
import { PSEUDO } from './text/pseudo'

interface Shipped {
  fileName: string
  text: string
}
let shipped: Shipped[] = []
let designed: Shipped[] = []

async function made(mode: string): Promise<Shipped[]> {
  const found = await build({
    root: join(import.meta.dirname, '..'),
    mode,
    logLevel: 'silent',
    build: { write: false },
  })
  const outputs = Array.isArray(found) ? found : [found]
  return outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((file) => ({
      fileName: file.fileName,
      text: file.type === 'chunk' ? file.code : Buffer.from(file.source).toString('utf8'),
    }))
}

beforeAll(async () => {
  shipped = await made('production')
  designed = await made('design')
}, 120_000)

test.each([
  ['stand-in for design work', MARKER],
  ['story that it tells', 'Ekbacken'],
  ['made-up language from right to left', PSEUDO],
])('the %s is not shipped', (_, mark) => {
  expect(shipped.length).toBeGreaterThan(2)
  expect(designed.filter(({ text }) => text.includes(mark))).not.toEqual([])
  expect(shipped.filter(({ text }) => text.includes(mark)).map(({ fileName }) => fileName)).toEqual([])
})

test('the page holds no inline script or style', () => {
  const page = shipped.find(({ fileName }) => fileName === 'index.html')?.text ?? ''
  expect(page).toContain('<script type="module"')
  expect(page).not.toMatch(/<style|style=|<script[^>]*>[^<]/)
})

test('no template carries a style attribute, and nothing is fetched from elsewhere', () => {
  for (const { fileName, text } of shipped) {
    expect(text, fileName).not.toMatch(/<[a-z]+[^>`]* style="/)
    expect(text.replace(/http:\/\/www\.w3\.org\/\S+/g, ''), fileName).not.toMatch(/url\((["']?)(https?:|data:)|@import/)
  }
})

test('neither web storage nor evaluation is used', () => {
  for (const { fileName, text } of shipped)
    expect(text, fileName).not.toMatch(/\b(localStorage|sessionStorage|indexedDB)\b|\beval\(|new Function\(/)
})

test('the page asks for the lock alone, and each language lies apart', () => {
  const page = shipped.find(({ fileName }) => fileName === 'index.html')?.text ?? ''
  const first = shipped.filter(({ fileName }) => page.includes(fileName))
  expect(first.map(({ fileName }) => fileName.split('.').at(-1)).sort()).toEqual(['css', 'js'])
  const letters = (files: Shipped[]): number => files.reduce((sum, { text }) => sum + text.length, 0)
  expect(letters(first)).toBeLessThan(letters(shipped) / 4)
  const speaking = shipped.filter(({ text }) => text.includes('standing-both-agree = '))
  expect(speaking.map(({ fileName }) => /words-\w\w/.exec(fileName)?.[0]).sort()).toEqual(['words-en', 'words-nb', 'words-nl', 'words-sv'])
})
