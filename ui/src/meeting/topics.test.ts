// In a meeting the client's own words come first, and each of the two is quoted whole.

import { beforeEach, expect, test } from 'vitest'
import type { AgreementView } from '../backend/bindings'
import { fake } from '../backend/fake'
import { AGREEMENT, partsFor } from '../backend/fake-story'
import { peopleOf } from '../marks/people'
import { language } from '../text/text.svelte'
import { saidBy, topicsOf } from './topics'

let view: AgreementView

beforeEach(async () => {
  language.choose('en')
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
