// The one room in which this device is being connected to another. It outlives its screen's drawing, and goes from the
// page where letters are typed to the one with the pictures; leaving both closes it.

import type { Backend } from '../backend/backend'
import type { NearbyEvent } from '../backend/bindings'
import { afterIn, EMPTY, type RoomState } from './pair-room'

class PairRoom {
  state = $state.raw<RoomState>(EMPTY)
  #deaf: (() => void) | undefined

  /** Shows letters for the other person of this agreement. */
  show(backend: Backend, agreement: string): Promise<void> {
    return this.#open(backend, () => backend.openRoom(agreement))
  }

  /** Looks for the device that shows these letters. */
  enter(backend: Backend, ask: { letters: string; myName: string }): Promise<void> {
    return this.#open(backend, () => backend.enterRoom(ask))
  }

  /** Closes it, and forgets what was in it. */
  leave(backend: Backend): void {
    if (!this.#deaf) return
    this.#forget()
    // Locked is closed already.
    void backend.closeNearby().catch(() => undefined)
  }

  #forget(): void {
    this.#deaf?.()
    this.#deaf = undefined
    this.state = EMPTY
  }

  async #open(backend: Backend, open: () => Promise<void>): Promise<void> {
    this.#forget()
    this.#deaf = backend.onNearby((event: NearbyEvent) => (this.state = afterIn(this.state, event)))
    await open()
  }
}

/** The room, if there is one. */
export const pairRoom = new PairRoom()
