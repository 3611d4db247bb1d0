// Which hello stands on Today: the other person's newest, for as long as it is fresh. Nothing is marked as read, so it
// goes by itself and stays where hellos are kept.

import type { HelloView, Moment, Role } from '../backend/bindings'

const FRESH_SECONDS = 30 * 86_400

/** The hello to show to a reader, if any. */
export function helloFor(hellos: HelloView[], reader: Role, now: Moment = Date.now() / 1000): HelloView | undefined {
  const theirs = hellos.filter(({ by, stamp }) => by !== reader && now - (stamp.arrived ?? stamp.claimed) < FRESH_SECONDS)
  return theirs.at(-1)
}
