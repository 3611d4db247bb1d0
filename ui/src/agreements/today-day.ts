// The keyworker's day over all agreements: meetings to come, and promises still to be kept, oldest first.
//
// Nothing is added up across people; each line is about one person and leads there.

import type { AgreementEntry, MeetView, PromiseView } from '../backend/bindings'

/** The next time with one person. */
export interface Appointed {
  entry: AgreementEntry
  meet: MeetView
}

/** A promise to one person. */
export interface Promised {
  entry: AgreementEntry
  promise: PromiseView
}

const SHOWN = 7

const at = ({ day, time }: MeetView): string => `${day} ${time ?? ''}`

/** The next meetings, a few at most, the nearest first. */
export function meetingsOf(entries: AgreementEntry[]): Appointed[] {
  const meetings = entries.flatMap((entry) => entry.next.slice(0, 1).map((meet) => ({ entry, meet })))
  return meetings.sort((a, b) => at(a.meet).localeCompare(at(b.meet))).slice(0, SHOWN)
}

/** Promises still to be kept, the oldest first. */
export function promisesOf(entries: AgreementEntry[]): Promised[] {
  const promises = entries.flatMap((entry) => entry.promises.map((promise) => ({ entry, promise })))
  return promises.sort((a, b) => a.promise.since - b.promise.since)
}
