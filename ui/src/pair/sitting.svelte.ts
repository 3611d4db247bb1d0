// A device is added: the next step, what takes it there, where it stopped, and the way out when the pictures differ. The
// same on the device that has the agreement and on the new one, and whether an earlier device adds it or the recovery words.

import type { Backend } from '../backend/backend'
import type { AddedBy, DevicePairing, SentFile } from '../backend/bindings'
import { Attempt } from '../shell/attempt.svelte'

export class DeviceSitting {
  readonly trying = new Attempt()
  readonly loading = new Attempt()
  /** It is known where it stopped: now a step can be shown. */
  ready = $state(false)
  next = $state.raw<DevicePairing>()
  /** On the new device: what the steps after the code name. */
  pairing = ''
  readonly #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  step(deed: () => Promise<DevicePairing>): Promise<boolean> {
    return this.trying.run(async () => {
      this.next = await deed()
    })
  }

  /** On the device that has the agreement: goes on where it stopped, if it was begun. */
  goOn(ask: () => Promise<DevicePairing | null>): Promise<void> {
    return this.loading.load(async () => {
      this.next = (await ask()) ?? undefined
      this.ready = true
    })
  }

  /** On the new device: goes on with what was begun last. */
  goOnJoining(by: AddedBy): Promise<void> {
    return this.goOn(async () => {
      const last = (await this.#backend.deviceJoins()).filter((one) => one.by === by).at(-1)
      this.pairing = last?.pairing ?? ''
      return last?.next ?? null
    })
  }

  /** On the new device: the code of the other one. */
  begin(code: string, by: AddedBy): Promise<boolean> {
    return this.step(async () => {
      const joining = await this.#backend.takeDeviceCode({ code, by })
      this.pairing = joining.pairing
      return joining.next
    })
  }

  /** On the new device: lets go of what was begun, for a new code. */
  forget(): void {
    void this.trying.run(async () => {
      await this.#backend.devicePicturesDiffer(this.pairing)
      this.next = undefined
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
