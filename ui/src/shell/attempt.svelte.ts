// One try at something that can fail: while it runs a second press does nothing, and when it fails the screen says
// what happened and what to do. Whatever was typed stays with the screen.

import { untrack } from 'svelte'
import type { Code, Error as Failure } from '../backend/bindings'
import { t } from '../text/text.svelte'

/** What happened, and what to do. */
export interface Problem {
  code: Code
  what: string
  remedy: string
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
}

/** The sentences of whatever was thrown. */
export function problemOf(thrown: unknown): Problem {
  const failure: Failure = isFailure(thrown) ? thrown : { code: 'broken', figure: null }
  return { code: failure.code, ...sentencesOf(failure.code, failure.figure) }
}

/** The two sentences of a code. */
export function sentencesOf(code: Code, figure: number | null = null): { what: string; remedy: string } {
  const name = code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const words = { n: figure ?? 0 }
  return { what: t(`error-${name}-what`, words), remedy: t(`error-${name}-do`, words) }
}

export class Attempt {
  busy = $state(false)
  problem = $state<Problem | null>(null)
  #next: (() => Promise<void>) | null = null

  /** Runs `deed` unless one is running; true when it was done. */
  async run(deed: () => Promise<void>): Promise<boolean> {
    // Untracked: a screen that loads in an effect must not depend on its own loading.
    if (untrack(() => this.busy)) return false
    this.busy = true
    try {
      await untrack(deed)
      this.problem = null
      return true
    } catch (thrown) {
      this.problem = problemOf(thrown)
      return false
    } finally {
      this.busy = false
    }
  }

  /** Somebody mends what it was about: what happened is not said any longer. */
  forget(): void {
    this.problem = null
  }

  /** Loads what the screen shows. A load that is asked for while one runs follows it, so that the newest is shown. */
  async load(deed: () => Promise<void>): Promise<void> {
    if (untrack(() => this.busy)) {
      this.#next = deed
      return
    }
    await this.run(deed)
    const next = this.#next
    this.#next = null
    if (next) await this.load(next)
  }
}
