// A screen shows the newest: a change that comes while it loads is not forgotten.

import { describe, expect, it } from 'vitest'
import { Attempt } from './attempt.svelte'

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

describe('a load', () => {
  it('that is asked for while one runs follows it, and only the last of several', async () => {
    const loading = new Attempt()
    const first = gate()
    const shown: string[] = []
    const show = (word: string, after: Promise<void>) => () => after.then(() => void shown.push(word))
    const all = loading.load(show('old', first.opened))
    await loading.load(show('between', Promise.resolve()))
    await loading.load(show('new', Promise.resolve()))
    expect(shown).toEqual([])
    first.open()
    await all
    expect(shown).toEqual(['old', 'new'])
    expect(loading.busy).toBe(false)
  })

  it('follows one that failed, and its success takes the problem away', async () => {
    const loading = new Attempt()
    const first = gate()
    const all = loading.load(() => first.opened.then(() => Promise.reject({ code: 'broken', figure: null })))
    await loading.load(() => Promise.resolve())
    first.open()
    await all
    expect(loading.problem).toBeNull()
  })
})
