// In a meeting the client's own words come first, and each of the two is quoted whole.

import { beforeEach, expect, test } from 'vitest'
import type { AgreementView, AnswerView, PartView } from '../backend/bindings'
import { fake } from '../backend/fake'
import { AGREEMENT, partsFor } from '../backend/fake-story'
import { peopleOf } from '../marks/people'
import { language } from '../text/text.svelte'
import { saidBy, topicsOf } from './topics'

let view: AgreementView

beforeEach(async () => {
  void language.choose('en')
  view = await fake('keyworker').agreement(AGREEMENT)
})

test('what Magda said no to comes first, decisions last', () => {
  const topics = topicsOf(view)
  expect(['notAgreed', 'takenBack']).toContain(topics[0]?.standing.word)
  expect(topics.at(-1)?.kind).toBe('decision')
  expect(topics).toHaveLength(view.parts.length)
})

test('Magda is quoted in her own words, and Karin with her reason', () => {
  const part = partsFor('keyworker').find(({ id }) => id === 'p-sister')
  const people = peopleOf(view)
  expect(part && saidBy('client', part, people).map(({ words }) => words)).toEqual([
    'I want to be alone when I talk to her. The office has a window.',
  ])
  expect(part && saidBy('keyworker', part, people).map(({ words }) => words)).toEqual([
    'I phone my sister from the office, three evenings a week.',
    'The office has a phone and it is quiet in the evening.',
  ])
})

test('an answer without words is an answer: nobody who gave one has said nothing', () => {
  const part = partsFor('keyworker').find(({ id }) => id === 'p-sister')
  const people = peopleOf(view)
  const [version] = part?.versions ?? []
  if (!part || !version) throw new Error('the story has this part')
  for (const answer of ['yes', 'no', 'notNow', 'takeBack', 'yesUnderPressure'] as const) {
    const bare = { id: 'a-bare', by: 'client' as const, answer, words: null, day: null, stamp: version.stamp, live: true } satisfies AnswerView
    const answered: PartView = { ...part, sayings: [], versions: [{ ...version, by: 'keyworker', answers: [bare] }] }
    const [said, ...more] = saidBy('client', answered, people)
    expect(more).toEqual([])
    expect(said?.words).toBeNull()
    expect(said?.lead).toMatch(/^Magda .*\.$/)
  }
})

test('what was answered to a decision is said, and is no yes', () => {
  const part = partsFor('keyworker').find(({ kind }) => kind === 'decision')
  if (!part?.decision) throw new Error('the story has a decision')
  const stamp = { claimed: 1_777_777_777, arrived: null }
  const answered = { ...part, decision: { ...part.decision, seen: stamp, disagreed: stamp, disagreedWords: 'It is not fair.' } }
  expect(saidBy('client', answered, peopleOf(view)).map(({ words }) => words)).toEqual([null, 'It is not fair.'])
})

test('only who said nothing at all has said nothing', () => {
  const part = partsFor('keyworker').find(({ id }) => id === 'p-sister')
  const [version] = part?.versions ?? []
  if (!part || !version) throw new Error('the story has this part')
  const silent: PartView = { ...part, sayings: [], versions: [{ ...version, by: 'keyworker', open: false, answers: [] }] }
  expect(saidBy('client', silent, peopleOf(view))).toEqual([])
  expect(saidBy('keyworker', silent, peopleOf(view)).map(({ words }) => words)).toContain(version.words)
})
