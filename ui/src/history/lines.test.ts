// The history leaves nothing out, and receipts of one device in a row are one line.

import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../backend/bindings'
import { lacks, linesOf, textsOf } from './lines'

function entry(id: string, happened: HistoryEntry['happened'], more: Partial<HistoryEntry> = {}): HistoryEntry {
  const stamp = { claimed: Number(id), arrived: null }
  return { id, by: 'client', happened, part: null, about: null, was: null, words: null, wordsState: 'here', twin: false, stamp, passed: 'counts', ...more }
}

describe('lines', () => {
  test('receipts in a row are one line, from the oldest to the newest', () => {
    const lines = linesOf([entry('4', 'no'), entry('3', 'received'), entry('2', 'received'), entry('1', 'yes')])
    expect(lines.map(({ entry: { id }, from }) => [id, from.id])).toEqual([
      ['4', '4'],
      ['3', '2'],
      ['1', '1'],
    ])
  })

  test('receipts of two people stay two lines, and so does anything that people said', () => {
    expect(linesOf([entry('2', 'received'), entry('1', 'received', { by: 'keyworker' })])).toHaveLength(2)
    expect(linesOf([entry('2', 'no'), entry('1', 'no')])).toHaveLength(2)
  })
})

test('words that are gone are said to be gone, and a deed without words lacks nothing', () => {
  expect(lacks(entry('1', 'used', { wordsState: 'erased' }))).toBe('erased')
  expect(lacks(entry('1', 'paused'))).toBeUndefined()
  expect(lacks(entry('1', 'no', { words: 'No.', wordsState: 'here' }))).toBeUndefined()
})

test('old and new text are there when somebody suggested other words, and only then', () => {
  expect(textsOf(entry('1', 'suggested', { was: 'At ten.', words: 'At nine.' }))).toEqual({ old: 'At ten.', fresh: 'At nine.' })
  expect(textsOf(entry('1', 'suggested', { words: 'At nine.' }))).toBeUndefined()
  expect(textsOf(entry('1', 'no', { about: 'At ten.', words: 'Too late.' }))).toBeUndefined()
})
