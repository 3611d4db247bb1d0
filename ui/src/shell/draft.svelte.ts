// What is being typed at one place, kept encrypted in the vault so that hiding or a crash loses nothing.
//
// A draft is private, never an act (law 11). It is saved shortly after the last key and when the window is hidden,
// and dropped when its words have been saved as an act.

import { onMount } from 'svelte'
import { useVisit } from './visit.svelte'

const PAUSE_MS = 400

export class Draft<T extends object> {
  value: T = $state() as T
  /** Something was found from before. */
  found = $state(false)
  #place: string
  #empty: string
  #last: string
  #drop: () => Promise<void>

  /** Must be made while a screen is being set up. */
  constructor(place: string, empty: T) {
    const { backend, keep } = bound()
    this.value = empty
    this.#place = place
    this.#empty = JSON.stringify(empty)
    this.#last = this.#empty
    this.#drop = () => backend.saveDraft({ place: this.#place, text: null })
    const save = async (): Promise<void> => {
      const text = JSON.stringify(this.value)
      if (text === this.#last) return
      this.#last = text
      await backend.saveDraft({ place, text: text === this.#empty ? null : text })
    }
    onMount(() => {
      void backend.loadDraft({ place }).then(
        (text) => this.#restore(text),
        () => undefined,
      )
      return keep(save)
    })
    $effect(() => {
      JSON.stringify(this.value)
      const timer = setTimeout(() => void save().catch(() => undefined), PAUSE_MS)
      return () => clearTimeout(timer)
    })
  }

  /** Drops the draft: its words are an act now. */
  async done(): Promise<void> {
    this.#last = JSON.stringify(this.value)
    await this.#drop().catch(() => undefined)
  }

  #restore(text: string | null): void {
    if (text === null || JSON.stringify(this.value) !== this.#empty) return
    try {
      this.value = { ...this.value, ...(JSON.parse(text) as T) }
      this.#last = text
      this.found = true
    } catch {
      // A draft of another version of the app: the empty page is better than half of it.
    }
  }
}

function bound(): { backend: ReturnType<typeof useVisit>['backend']; keep: ReturnType<typeof useVisit>['keep'] } {
  const visit = useVisit()
  return { backend: visit.backend, keep: (keeper) => visit.keep(keeper) }
}
