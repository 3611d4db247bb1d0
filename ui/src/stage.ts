// The stage of the tests that draw a whole window: a narrow window with the stand-in behind it, set before each test and
// cleared after it, and a hand that presses and types. It decides nothing about what a test looks for.

import { cleanup, configure, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, vi } from 'vitest'
import App from './App.svelte'
// Here before a test begins: the window fetches it behind the lock.
import './Rooms.svelte'
import type { Backend } from './backend/backend'
import { language } from './text/text.svelte'

/** How long a whole window may take to be drawn on a busy machine. */
export const PATIENCE_MS = 20_000

/** For a file whose tests draw whole windows again and again. */
export function patiently(): void {
  configure({ asyncUtilTimeout: PATIENCE_MS })
  vi.setConfig({ testTimeout: 3 * PATIENCE_MS })
}

/** How wide the window is, in CSS pixels. */
export function wide(pixels: number): void {
  Object.defineProperty(document.documentElement, 'clientWidth', { value: pixels, configurable: true })
}

/** Before each test of this file a phone's window in `tag`, and nothing left of it afterwards. */
export function onStage(tag = 'en'): void {
  beforeEach(() => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
    wide(360)
    void language.choose(tag)
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    void language.choose('en')
  })
}

/** The window with `backend` behind it. */
export function show<B extends Backend>(backend: B): B {
  render(App, { props: { backend } })
  return backend
}

/** Presses the only thing of that name, as soon as it is there. */
export async function press(testid: string): Promise<void> {
  await fireEvent.click(await screen.findByTestId(testid))
}

/** Presses the first thing of that name. */
export async function pressFirst(testid: string): Promise<void> {
  const [first] = await screen.findAllByTestId(testid)
  if (first) await fireEvent.click(first)
}

/** Types into the field of that name, in place of what stood there. */
export async function type(testid: string, text: string): Promise<void> {
  await fireEvent.input(await screen.findByTestId(testid), { target: { value: text } })
}

/** Makes new notes in an empty home, with the passphrase that is offered; the paper comes later. */
export async function makeNotes(role: 'client' | 'keyworker'): Promise<void> {
  const first = role === 'client' ? ['first-go'] : []
  for (const step of ['create', `role-${role}`, ...first, 'use-offered', 'create-vault', 'kit-later']) await press(step)
}
