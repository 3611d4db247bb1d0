// The lock stands alone: it says everything in every language before the rest of the window is there, and when the rest
// does not come it says so and goes on trying.

import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type * as Library from '@testing-library/svelte'
import type { Backend } from './backend/backend'
import type { fake as makeFake } from './backend/fake'
import type { language as Spoken } from './text/text.svelte'

// The name of a sentence, as it stands where the sentence itself is not here.
const NAME = /\b[a-z]+(?:-[a-z]+)+\b/
const PATIENCE_MS = 20_000
const rest = vi.hoisted(() => ({ missing: true }))
let library: typeof Library
let fake: typeof makeFake
let language: typeof Spoken
let App: (typeof import('./App.svelte'))['default']

vi.mock('./Rooms.svelte', async (original) => {
  if (rest.missing) throw new Error('it is not there')
  return original()
})

// A window of its own, in which nothing was fetched yet.
beforeAll(async () => {
  vi.resetModules()
  library = await import('@testing-library/svelte')
  ;({ fake } = await import('./backend/fake'))
  ;({ language } = await import('./text/text.svelte'))
  App = (await import('./App.svelte')).default
  library.configure({ asyncUtilTimeout: PATIENCE_MS })
}, 3 * PATIENCE_MS)

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class { observe(): void {} unobserve(): void {} disconnect(): void {} })
})
afterEach(() => {
  library.cleanup()
  vi.unstubAllGlobals()
})

describe('before the rest of the window is there', () => {
  test.each(['en', 'sv', 'nb', 'nl'])('the lock says everything in %s', async (tag) => {
    const backend = fake(null)
    const known = { ...(await backend.home()), language: tag }
    const never = { ...backend, home: () => new Promise<never>(() => undefined) } satisfies Backend
    await language.choose(tag)
    library.render(App, { props: { backend: never, home: known } })
    expect(library.screen.getByTestId('passphrase')).toBeDefined()
    expect(document.body.textContent).not.toMatch(NAME)
  }, 3 * PATIENCE_MS)
})

describe('when the rest of the window does not come', () => {
  test('opening says so, and so does every other screen until it is tried again', async () => {
    const { fireEvent, screen } = library
    const backend = fake(null)
    const open = vi.spyOn(backend, 'openVault')
    await language.choose('en')
    library.render(App, { props: { backend, home: await backend.home() } })
    await fireEvent.input(screen.getByTestId('passphrase'), { target: { value: 'river' } })
    await fireEvent.click(screen.getByTestId('open'))
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('broken')
    expect(document.body.textContent).not.toMatch(NAME)
    expect(open).not.toHaveBeenCalled()

    await fireEvent.click(screen.getByTestId('create'))
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('broken')
    rest.missing = false
    await fireEvent.click(screen.getByTestId('again'))
    expect(await screen.findByTestId('role-client')).toBeDefined()
  }, 3 * PATIENCE_MS)
})
