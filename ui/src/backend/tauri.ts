// The rooms behind the window, reached by commands. The only file that knows Tauri.
//
// A command is the method's name in snake_case with one argument called `ask`. Nothing is decided and nothing is
// kept here.

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { Backend } from './backend'
import type { Error as Failure, Home } from './bindings'

/** Calls back on everything that the shell tells under `name`. */
function heard<T>(name: string): (listener: (told: T) => void) => () => void {
  return (listener) => {
    const stopping = listen<T>(name, (event) => listener(event.payload))
    return () => void stopping.then((stop) => stop())
  }
}

declare global {
  /** Set by the shell before the page runs (src-tauri/src/window.rs). */
  var __COUNTERSIGN_HOME__: Home | undefined
}

/** What the shell knew before the page ran; none where it could not look, or where the page runs once more. */
export function homeAtStart(): Home | null {
  const again = performance.getEntriesByType('navigation').some((way) => 'type' in way && way.type !== 'navigate')
  return again ? null : (globalThis.__COUNTERSIGN_HOME__ ?? null)
}

/** What the gate makes of a message that is too large (src-tauri/isolation/gate.js). */
const TOO_LARGE: Failure = { code: 'fileTooLarge', figure: null }

function refused(reason: unknown): never {
  throw typeof reason === 'string' && reason.includes('refused_at_the_gate') ? TOO_LARGE : reason
}

function command(method: string): (ask?: unknown) => Promise<unknown> {
  const name = method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return (ask) => (ask === undefined ? invoke(name) : invoke(name, { ask })).catch(refused)
}

/** Every method of `Backend` as a command. */
export function tauri(): Backend {
  const made = new Map<string, unknown>([
    ['onChange', heard('change')],
    ['onNearby', heard('nearby')],
  ])
  return new Proxy({} as Backend, {
    get(_, method) {
      // A proxy that is awaited or printed is asked for these; they are no commands.
      if (typeof method !== 'string' || method === 'then' || method === 'toJSON') return undefined
      if (!made.has(method)) made.set(method, command(method))
      return made.get(method)
    },
  })
}
