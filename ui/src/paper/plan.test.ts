// A plan comes in line by line; no line becomes anything that gives power, and nothing is guessed.

import { expect, test } from 'vitest'
import type { PlanLine } from '../backend/bindings'
import { doerNamed } from '../marks/bare'
import { countDecided, countIn, decided, kindUnder, linesFrom, linesIn, planKind, termsOf, undecided } from './plan'

function line(words: string, kind: PlanLine['kind'] = null, heading = false): PlanLine {
  return { kind, words, heading }
}

const FOUND = [line('A place of my own', 'goal'), line('Health', null, true), line('See a doctor'), line('Walk'), line('Tuesdays at 10', 'arrangement')]

test('every line is in at first, with its words as they came, and a heading is no line', () => {
  const lines = linesFrom(FOUND)
  expect(lines.map(({ words }) => words)).toEqual(FOUND.map(({ words }) => words))
  expect(linesIn(lines)).toHaveLength(4)
})

test('nobody guesses what stands under a heading that is not known', () => {
  const lines = linesFrom(FOUND)
  expect(lines.map(({ kind }) => kind)).toEqual(['goal', '', '', '', 'arrangement'])
  expect(undecided(lines)).toBe(true)
  expect(lines.filter(({ kind }) => kind === '').map(termsOf)).toEqual([null, null, null])
})

test('what stands under a heading is said once, for those lines alone', () => {
  const lines = linesFrom(FOUND)
  const heading = lines[1]
  if (!heading) throw new Error('there is a heading')
  const after = decided(lines, heading, 'step')
  expect(after.map(({ kind }) => kind)).toEqual(['goal', '', 'step', 'step', 'arrangement'])
  expect(undecided(after)).toBe(false)
  expect(kindUnder(after, heading)).toBe('step')
  expect(countIn(after)).toBe(4)
})

test('lines without a heading stand under an empty one', () => {
  const lines = linesFrom([line('Sleep'), line('Walk'), line('Ring', 'step')])
  expect(lines.map(({ heading, under }) => [heading, under])).toEqual([
    [true, 0],
    [false, 0],
    [false, 0],
    [false, null],
  ])
})

test('what others decided is shared as that and not suggested', () => {
  const lines = linesFrom([line('No visits after eight', 'decision'), line('Walk', 'step')])
  expect([countIn(lines), countDecided(lines)]).toEqual([1, 1])
  const [rule] = lines
  if (!rule) throw new Error('there is a rule')
  rule.decision.by = 'the centre'
  rule.decision.law = 'house rule 4'
  expect(termsOf(rule)).toMatchObject({ kind: 'decision', decidedBy: 'the centre', law: 'house rule 4' })
})

test('no line becomes a mandate, whatever comes', () => {
  const lines = linesFrom([line('Call the landlord', 'mandate'), line('Tell my sister', 'permission')])
  expect(linesIn(lines).map(termsOf)).toEqual([null, null])
  expect(planKind('mandate')).toBe('')
})

test('who does a step is what was chosen', () => {
  const [step] = linesFrom([line('Walk', 'step')])
  expect(step && termsOf({ ...step, doer: doerNamed('client') })).toMatchObject({ kind: 'step', doer: 'client' })
  expect(doerNamed('nobody')).toBe('both')
})

test('nothing is said of an earlier no before somebody says it', () => {
  const [rule] = linesFrom([line('No visits after eight', 'decision')])
  if (!rule) throw new Error('there is a rule')
  expect(rule.decision.overrides).toBe('')
  expect(termsOf(rule)).toMatchObject({ overrides: null })
  expect(termsOf({ ...rule, decision: { ...rule.decision, overrides: 'none' } })).toMatchObject({ overrides: null })
  expect(termsOf({ ...rule, decision: { ...rule.decision, overrides: 'p1' } })).toMatchObject({ overrides: 'p1' })
})
