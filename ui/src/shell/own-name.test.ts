// A neutral name of a vault is never offered as somebody's first name, and two vaults never get the same one.

import { afterEach, expect, test } from 'vitest'
import { language } from '../text/text.svelte'
import { neutralName, ownName } from './own-name'

afterEach(() => void language.choose('en'))

test('a chosen name is offered, a neutral one is not', () => {
  expect(ownName('Magda')).toBe('Magda')
  expect(ownName('My notes')).toBe('')
  expect(ownName('My notes 2')).toBe('')
  void language.choose('sv')
  expect(ownName('Mina anteckningar')).toBe('')
  expect(ownName('My notes')).toBe('')
})

test('each neutral name is free', () => {
  expect(neutralName([])).toBe('My notes')
  expect(neutralName(['My notes'])).toBe('My notes 2')
  expect(neutralName(['My notes 2', 'My notes'])).toBe('My notes 3')
  expect(neutralName(['Magda'])).toBe('My notes')
})
