// When two people meet, as people say it: near days by their name, far ones by their date, always with the time.
//
// How far away a day is, is counted from one reading of the clock, and only to choose a word.

import type { Moment } from '../backend/bindings'
import { dayOf, locale, timeOf } from './days'

const WEEK = 6

function midnight(when: Moment): number {
  return new Date(when * 1000).setHours(0, 0, 0, 0) / 1000
}

function daysAway(when: Moment, now: Moment): number {
  return Math.round((midnight(when) - midnight(now)) / 86_400)
}

function weekdayOf(when: Moment): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'long' }).format(new Date(when * 1000))
}

/** "today" and "tomorrow", else nothing. */
function nearWord(away: number): string | undefined {
  if (away !== 0 && away !== 1) return undefined
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(away, 'day')
}

function begun(said: string): string {
  return said.charAt(0).toLocaleUpperCase(locale()) + said.slice(1)
}

/** "Tomorrow, Friday, 10:00"; "Monday, 10:00"; beyond a week "Monday, 3 May, 10:00". */
export function meetingOf(when: Moment, now: Moment = Date.now() / 1000): string {
  const away = daysAway(when, now)
  const near = nearWord(away)
  const date = away < 0 || away > WEEK ? dayOf(when) : undefined
  return begun([near, weekdayOf(when), date, timeOf(when)].filter((word) => word !== undefined).join(', '))
}

/** "Today 15:00", "Friday 10:00", "3 May 10:00": the same for a line of a list. */
export function shortMeetingOf(when: Moment, now: Moment = Date.now() / 1000): string {
  const away = daysAway(when, now)
  const soon = away > 0 && away <= WEEK ? weekdayOf(when) : dayOf(when)
  return `${begun(nearWord(away) ?? soon)} ${timeOf(when)}`
}
