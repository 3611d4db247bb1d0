// What is behind the lock: every other screen, and all that is said in the language in use.
//
// The lock is a small part of the window and is painted first; the rest comes right after, while a passphrase is typed.
// What does not come is asked for again with the next need of it.

import type { Component } from 'svelte'
import type { Place } from './shell/visit.svelte'
import { wordsInUse } from './text/text.svelte'

/** How long a picture is waited for where none is drawn, as in a window that nobody sees. */
const UNSEEN_MS = 500

/** After the next picture. */
function painted(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, UNSEEN_MS)
    requestAnimationFrame(() => setTimeout(done))
  })
}

export class Behind {
  /** Every screen but the lock, once they are here with their words. */
  rooms = $state.raw<Component<{ place: Place }> | null>(null)
  #coming: Promise<void> | null = null

  /** Fetches it all after the next picture; one call is as good as many. Fails where a file of ours does not come. */
  come(): Promise<void> {
    this.#coming ??= this.#fetch().catch((missing: unknown) => {
      this.#coming = null
      throw missing
    })
    return this.#coming
  }

  async #fetch(): Promise<void> {
    await painted()
    const [rooms] = await Promise.all([import('./Rooms.svelte'), wordsInUse()])
    this.rooms = rooms.default
  }
}
