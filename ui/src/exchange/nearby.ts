// What happened while nearby was open, event by event, as the screen shows it.
//
// Nobody is named before their keys were known. What was handed over is not yet theirs: only a receipt says that.

import type { Code, NearbyCode, NearbyEvent } from '../backend/bindings'

/** One connection. */
export interface Talk {
  talk: number
  who: string
  own: boolean
  came: number
  gave: number
  done: boolean
  trouble: Code | null
}

/** Nearby as the screen shows it. */
export interface NearbyState {
  /** It is open; before that it may be asked for. */
  open: boolean
  code: NearbyCode | null
  /** Devices can look for each other in this network. */
  looking: boolean
  /** A device is near, and nobody is known yet. */
  found: boolean
  talks: Talk[]
  /** What went wrong outside any talk. */
  trouble: Code | null
}

/** Before anything happened. */
export const CLOSED: NearbyState = { open: false, code: null, looking: false, found: false, talks: [], trouble: null }

function inTalk(state: NearbyState, talk: number, change: (talk: Talk) => Talk): NearbyState {
  return { ...state, talks: state.talks.map((one) => (one.talk === talk ? change(one) : one)) }
}

/** What the screen shows after `event`. */
export function after(state: NearbyState, event: NearbyEvent): NearbyState {
  switch (event.what) {
    case 'started':
      return { ...CLOSED, open: true, code: event.code, looking: event.looking }
    case 'found':
      return { ...state, found: true, trouble: null }
    case 'connected': {
      const { talk, who, own } = event
      const before = state.talks.filter((one) => one.who !== who || one.own !== own)
      const begun = { talk, who, own, came: 0, gave: 0, done: false, trouble: null }
      return { ...state, found: false, trouble: null, talks: [...before, begun] }
    }
    case 'tookIn':
      return inTalk(state, event.talk, (one) => ({ ...one, came: one.came + event.arrival.applied }))
    case 'sent':
      return inTalk(state, event.talk, (one) => ({ ...one, gave: one.gave + event.acts }))
    case 'done':
      return inTalk(state, event.talk, (one) => ({ ...one, done: true }))
    case 'fault': {
      const known = state.talks.some(({ talk }) => talk === event.talk)
      const { talk, code } = event
      if (known && talk !== null) return inTalk(state, talk, (one) => ({ ...one, trouble: code }))
      return { ...state, found: false, trouble: code }
    }
    case 'closed':
      return { ...state, open: false, code: null, found: false }
    case 'room':
    case 'pairing':
      // Two people are being connected on another page (`pair/pair-room.ts`).
      return state
  }
}
