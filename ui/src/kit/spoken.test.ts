// A day is said day first, in the language of the page.

import { afterEach, expect, test } from 'vitest'
import { language } from '../text/text.svelte'
import { spoken } from './spoken'

afterEach(() => void language.choose('en'))

test('a day is never said month first', () => {
  const said = ['en', 'sv', 'nb', 'nl'].map((tag) => {
    void language.choose(tag)
    return spoken('2027-05-03')
  })
  expect(said).toEqual(['3 May 2027', '3 maj 2027', '3. mai 2027', '3 mei 2027'])
})

test('what is no day is not said', () => {
  expect(['', 'soon', '2027-5-3'].map(spoken)).toEqual(['', '', ''])
})
