// What is shipped: no stand-in, nothing inline, nothing that a strict policy would stop.

import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { MARKER } from './backend/fake'

interface Shipped {
  fileName: string
  text: string
}
let shipped: Shipped[] = []

beforeAll(async () => {
  const made = await build({
    root: join(import.meta.dirname, '..'),
    mode: 'production',
    logLevel: 'silent',
    build: { write: false },
  })
  const outputs = Array.isArray(made) ? made : [made]
  shipped = outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((file) => ({
      fileName: file.fileName,
      text: file.type === 'chunk' ? file.code : Buffer.from(file.source).toString('utf8'),
    }))
}, 60_000)

test('the stand-in for design work is not shipped', () => {
  expect(shipped.length).toBeGreaterThan(2)
  expect(shipped.filter(({ text }) => text.includes(MARKER))).toEqual([])
  expect(shipped.filter(({ text }) => text.includes('Ekbacken'))).toEqual([])
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
