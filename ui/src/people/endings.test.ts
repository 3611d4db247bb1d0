// A promise of Karin's that moved or was not kept has a word; Magda's steps end as she likes, and nothing is late.

import { expect, test } from 'vitest'
import type { PartEntry } from '../backend/bindings'
import { fake } from '../backend/fake'
import { endingLine, endingWord } from '../marks/ended'
import { clientSteps, ENDINGS, needsWords } from './endings'

test('Karin gives a word unless the promise is kept, and Magda never has to', () => {
  expect(ENDINGS.map((ending) => needsWords('keyworker', ending))).toEqual([false, true, true])
  expect(ENDINGS.map((ending) => needsWords('client', ending))).toEqual([false, false, false])
})

test('each says it in their own words', () => {
  expect(ENDINGS.map((ending) => endingWord('keyworker', ending))).toEqual(['Kept', 'Moved', 'Not kept'])
  expect(ENDINGS.map((ending) => endingWord('client', ending))).toEqual(['Did it', 'Changed', 'Not this time'])
})

test('what moved says to which day', () => {
  const said = { id: 'e', by: 'keyworker', version: 'v', words: null, stamp: { claimed: Date.now() / 1000, arrived: null } } as const
  expect(endingLine({ ...said, ending: 'changed', day: `${new Date().getFullYear()}-05-03` })).toContain('3\u00a0May')
  expect(endingLine({ ...said, ending: 'changed', day: null })).toContain('Moved')
})

test('only agreed steps that Magda does are hers to end', async () => {
  const view = await fake('client').agreement('a')
  const step = (id: string, doer: 'client' | 'keyworker' | 'both', word: PartEntry['standing']['word']): PartEntry => {
    const [some] = view.parts
    if (!some) throw new Error('the story has parts')
    return { ...some, id, terms: { kind: 'step', doer, by: null, goal: null }, standing: { ...some.standing, word } }
  }
  const parts = [step('a', 'client', 'bothAgree'), step('b', 'both', 'newSuggestion'), step('c', 'keyworker', 'bothAgree'), step('d', 'client', 'notAgreed')]
  expect(clientSteps({ parts }).map(({ id }) => id)).toEqual(['a', 'b'])
})
