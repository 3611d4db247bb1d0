// The keyworker's day over all agreements: meetings to come, and promises still to be kept, oldest first.
//
// Nothing is added up across people; each line is about one person and leads there.

import type { AgreementEntry, Day, HelloView, MeetView, Moment, PromiseView } from '../backend/bindings'
import { today } from '../text/days'
import { helloFor } from './today-hello'

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

/** The next meetings, a few at most, the nearest first. The lists are as old as the last change, so days are looked at. */
export function meetingsOf(entries: AgreementEntry[], now: Day = today()): Appointed[] {
  const meetings = entries.flatMap((entry) => {
    const meet = entry.next.find(({ day }) => day >= now)
    return meet ? [{ entry, meet }] : []
  })
  return meetings.sort((a, b) => at(a.meet).localeCompare(at(b.meet))).slice(0, SHOWN)
}

/** A hello with whom it is from. */
export interface Greeted {
  entry: AgreementEntry
  hello: HelloView
}

/** Hellos of the others that are fresh, a few at most, the newest first. */
export function hellosOf(entries: AgreementEntry[], now: Moment = Date.now() / 1000): Greeted[] {
  const hellos = entries.flatMap((entry) => {
    const hello = entry.hello ? helloFor([entry.hello], entry.role, now) : undefined
    return hello ? [{ entry, hello }] : []
  })
  return hellos.sort((a, b) => b.hello.stamp.claimed - a.hello.stamp.claimed).slice(0, SHOWN)
}

/** Promises still to be kept, the oldest first. */
export function promisesOf(entries: AgreementEntry[]): Promised[] {
  const promises = entries.flatMap((entry) => entry.promises.map((promise) => ({ entry, promise })))
  return promises.sort((a, b) => a.promise.since - b.promise.since)
}
