// The drawings of the standings: each its own, and none of them alone.

import { cleanup, render } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import type { Standing, StandingView } from '../backend/bindings'
import { language } from '../text/text.svelte'
import { peopleOf } from './people'
import StandingLine from './StandingLine.svelte'
import StandingMark from './StandingMark.svelte'

const STANDINGS: Standing[] = [
  'waitingForClient',
  'waitingForKeyworker',
  'bothAgree',
  'notAgreed',
  'newSuggestion',
  'twoSuggestions',
  'yesUnderPressure',
  'takenBack',
  'onHold',
  'paused',
  'decided',
  'ended',
]
const people = peopleOf({ role: 'client', client: 'Magda', keyworker: 'Karin' })

afterEach(cleanup)

function drawing(standing: Standing): string {
  const { container } = render(StandingMark, { props: { standing } })
  const shapes = [...container.querySelectorAll('path, rect')].map((shape) => shape.outerHTML).join('')
  cleanup()
  return shapes
}

function said(word: Standing, role: 'client' | 'keyworker'): string {
  const standing: StandingView = { word, since: null, by: null, cause: null, also: [] }
  const { container } = render(StandingLine, { props: { standing, role, people } })
  return container.textContent?.trim() ?? ''
}

test('every standing has a drawing of its own', () => {
  const drawings = STANDINGS.map(drawing)
  expect(new Set(drawings).size).toBe(STANDINGS.length)
  expect(drawings.every((shapes) => shapes.length > 0)).toBe(true)
})

test('a drawing is never shown without its word, and is silent for screen readers', () => {
  void language.choose('en')
  const words = STANDINGS.map((standing) => said(standing, 'keyworker'))
  expect(new Set(words).size).toBe(STANDINGS.length)
  expect(words).toContain('Waiting for Magda')
  expect([...document.querySelectorAll('svg')].every((svg) => svg.getAttribute('aria-hidden') === 'true')).toBe(true)
})

test('to Magda a part that waits for her is new and no hurry', () => {
  void language.choose('en')
  expect(said('waitingForClient', 'client')).toBe('New for you. No hurry.')
})
