// A further device of one's own is added in one sitting: the next step, what takes it there, and the way out when the
// pictures differ. The same on the device that has the agreement and on the new one.

import type { Backend } from '../backend/backend'
import type { DevicePairing, SentFile } from '../backend/bindings'
import { Attempt } from '../shell/attempt.svelte'

export class DeviceSitting {
  readonly trying = new Attempt()
  next = $state.raw<DevicePairing>()
  readonly #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  step(deed: () => Promise<DevicePairing>): Promise<boolean> {
    return this.trying.run(async () => {
      this.next = await deed()
    })
  }

  differ(pairing: string): void {
    void this.trying.run(async () => {
      await this.#backend.devicePicturesDiffer(pairing)
      this.next = undefined
      throw { code: 'picturesDiffer', figure: null }
    })
  }

  /** Saves a message to be carried as a file. */
  saved(message: string): () => Promise<SentFile> {
    return () => this.#backend.saveDeviceMessage({ message })
  }
}
