// Two people who are being connected in one room, event by event, as both screens show it.
//
// Eight letters lead the devices to each other; the pairing itself is told step by step. Of other devices in the house
// nothing is said here.

import type { Code, NearbyEvent, Pairing } from '../backend/bindings'

/** A room as the screen shows it. */
export interface RoomState {
  /** It is open for ten minutes, or until its page is left. */
  open: boolean
  /** What the other person types; null on the device where it was typed. */
  letters: string | null
  /** Where the pairing stands, once a message came. */
  pairing: Pairing | null
  /** The first words of both have gone to and fro. */
  level: boolean
  trouble: Code | null
}

/** Before anything happened. */
export const EMPTY: RoomState = { open: false, letters: null, pairing: null, level: false, trouble: null }

const LETTERS = 8

/** Whether what was typed is the short code of a room; every other code is far longer. */
export function areLetters(typed: string): boolean {
  return typed.replace(/[\s-]/g, '').length === LETTERS
}

/** What the screen shows after `event`. */
export function afterIn(state: RoomState, event: NearbyEvent): RoomState {
  switch (event.what) {
    case 'room':
      return { ...EMPTY, open: true, letters: event.letters }
    case 'pairing':
      return { ...state, pairing: event.pairing, trouble: null }
    case 'done':
      return { ...state, level: true, trouble: null }
    case 'fault':
      // Once both have what the other has, nothing is lost by an end.
      return state.level ? state : { ...state, trouble: event.code }
    case 'closed':
      return { ...state, open: false, letters: null }
    case 'started':
    case 'found':
    case 'connected':
    case 'tookIn':
    case 'sent':
      return state
  }
}
