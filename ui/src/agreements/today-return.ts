// Whether somebody comes back after a time away: then Today says "Start here", with no backlog and no count.
//
// When Today was last opened is kept as a draft in the vault: private, never an act, and it never leaves the device.
// The rule is about tone alone; nothing is decided by a clock (law 7).

import type { Backend } from '../backend/backend'
import type { Moment } from '../backend/bindings'
import { sameDay } from '../text/days'

/** Where the note about the last opening is kept. */
const SEEN_AT = 'today-seen'

/** When Today was opened last, and since when the reader is back after a time away. */
export interface Seen {
  at: Moment
  back: Moment | null
}

const AWAY_SECONDS = 14 * 86_400
const NOTE_AGAIN_SECONDS = 3600

/** What was noted, if it can be read. */
export function seenFrom(text: string | null): Seen | undefined {
  try {
    const { at, back } = JSON.parse(text ?? '') as Partial<Seen>
    return typeof at === 'number' ? { at, back: typeof back === 'number' ? back : null } : undefined
  } catch {
    return undefined
  }
}

/** What is true at this opening. Who was away for fourteen days is back for the rest of that day. */
export function openedAt(now: Moment, before: Seen | undefined): Seen {
  if (before && now - before.at >= AWAY_SECONDS) return { at: now, back: now }
  const back = before?.back ?? null
  return { at: now, back: back !== null && sameDay(back, now) ? back : null }
}

/** Whether the opening is worth writing down: an hour later, or when the tone changes. */
export function worthNoting(seen: Seen, before: Seen | undefined): boolean {
  return !before || before.back !== seen.back || Math.abs(seen.at - before.at) >= NOTE_AGAIN_SECONDS
}

/** Notes that Today was opened; true when the reader is back after a time away. */
export async function noteOpening(backend: Pick<Backend, 'loadDraft' | 'saveDraft'>): Promise<boolean> {
  const before = seenFrom(await backend.loadDraft({ place: SEEN_AT }).catch(() => null))
  const seen = openedAt(Math.floor(Date.now() / 1000), before)
  // A full disk is told of where it matters; here it changes only the tone.
  const keep = (): Promise<void> => backend.saveDraft({ place: SEEN_AT, text: JSON.stringify(seen) })
  if (worthNoting(seen, before)) await keep().catch(() => undefined)
  return seen.back !== null
}
