// What was filled in arrives as it was meant: a goal's nearness and a step's goal, or nothing at all.

import { expect, test } from 'vitest'
import type { PartEntry, Terms } from '../backend/bindings'
import { fake } from '../backend/fake'
import { partsFor } from '../backend/fake-story'
import { EMPTY, goalsOf, saidNoTo, sheetFrom, termsOf } from './sheet'

test('nothing chosen says nothing, and 0 is a number', () => {
  expect(termsOf({ ...EMPTY, kind: 'goal' }, 'goal')).toEqual({ kind: 'goal', near: null, by: null })
  expect(termsOf({ ...EMPTY, kind: 'goal', near: '0' }, 'goal')).toEqual({ kind: 'goal', near: 0, by: null })
})

test('a step leads to the goal that was chosen, or to none', () => {
  const step = { ...EMPTY, kind: 'step', doer: 'client' } as const
  expect(termsOf({ ...step, goal: 'g1' }, 'step')).toEqual({ kind: 'step', doer: 'client', by: null, goal: 'g1' })
  expect(termsOf({ ...step, goal: 'none' }, 'step')).toEqual({ kind: 'step', doer: 'client', by: null, goal: null })
})

test('other words for a goal or a step begin with what was said before', () => {
  const said: Terms[] = [
    { kind: 'goal', near: 4, by: '2027-05-03' },
    { kind: 'step', doer: 'both', by: null, goal: 'g1' },
  ]
  for (const terms of said) {
    const sheet = sheetFrom(terms, 'words')
    expect(sheet.kind === '' ? undefined : termsOf(sheet, sheet.kind)).toEqual(terms)
  }
})

test('a step can lead only to a goal whose words are here and that goes on', async () => {
  const { parts } = await fake('client').agreement('a')
  const ended = (part: PartEntry): PartEntry => ({ ...part, standing: { ...part.standing, word: 'ended' } })
  expect(goalsOf(parts)).toEqual([{ id: 'p-want', words: 'I want to live in my own place again.' }])
  expect(goalsOf(parts.map((part) => ({ ...part, words: null })))).toEqual([])
  expect(goalsOf(parts.map(ended))).toEqual([])
})

test('the very words that Magda said no to are known again, and others are not', () => {
  const part = partsFor('keyworker').find(({ id }) => id === 'p-sister')
  expect(part && saidNoTo(part, ' I phone my sister from the office, three evenings a week. ')).toBe(true)
  expect(part && saidNoTo(part, 'I phone my sister from the garden.')).toBe(false)
})
