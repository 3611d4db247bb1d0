// A plan comes in line by line, and no line becomes anything that gives power.

import { expect, test } from 'vitest'
import type { PlanLine } from '../backend/bindings'
import { doerNamed, kindNamed } from '../marks/bare'
import { countIn, linesFrom, termsOf } from './plan'

const FOUND: PlanLine[] = [
  { kind: 'goal', words: 'A place of my own' },
  { kind: 'mandate', words: 'Call the landlord' },
  { kind: 'arrangement', words: 'Tuesdays at 10' },
]

test('every line is in at first, with its words as they came', () => {
  const lines = linesFrom(FOUND)
  expect(lines.map(({ words }) => words)).toEqual(FOUND.map(({ words }) => words))
  expect(countIn(lines)).toBe(3)
})

test('no line becomes a mandate, whatever comes', () => {
  const kinds = linesFrom(FOUND).map((line) => termsOf(line).kind)
  expect(kinds).toEqual(['goal', 'step', 'arrangement'])
  expect(kindNamed('permission')).toBe('step')
})

test('who does a step is what was chosen', () => {
  const [line] = linesFrom([{ kind: 'step', words: 'Walk' }])
  expect(line && termsOf({ ...line, doer: doerNamed('client') })).toMatchObject({ kind: 'step', doer: 'client' })
  expect(doerNamed('nobody')).toBe('both')
})
