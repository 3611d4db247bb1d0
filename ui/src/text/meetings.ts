// When two people meet, as people say it: near days by their name, far ones by their date, with the time if one is set.
//
// How far away a day is, is counted only to choose a word. The time is the one on the clock of the place, as written.

import type { Day } from '../backend/bindings'
import { dayOf, locale, today } from './days'

/** A day, and perhaps a time such as `14:30`. */
export interface Appointment {
  day: Day
  time: string | null
}

const WEEK = 6

function noon(day: Day): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12).getTime()
}

function weekdayOf(day: Day): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'long' }).format(noon(day))
}

/** "today" and "tomorrow", else nothing. */
function nearWord(away: number): string | undefined {
  if (away !== 0 && away !== 1) return undefined
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(away, 'day')
}

function begun(said: string): string {
  return said.charAt(0).toLocaleUpperCase(locale()) + said.slice(1)
}

function daysAway(day: Day, now: Day): number {
  return Math.round((noon(day) - noon(now)) / 86_400_000)
}

/** "Tomorrow, Friday, 10:00"; "Monday, 10:00"; beyond a week "Monday, 3 May, 10:00". */
export function meetingOf({ day, time }: Appointment, now: Day = today()): string {
  const away = daysAway(day, now)
  const date = away < 0 || away > WEEK ? dayOf(day) : undefined
  const said = [nearWord(away), weekdayOf(day), date, time ?? undefined]
  return begun(said.filter((word) => word !== undefined).join(', '))
}

/** "Today 15:00", "Friday 10:00", "3 May 10:00": the same for a line of a list. */
export function shortMeetingOf({ day, time }: Appointment, now: Day = today()): string {
  const away = daysAway(day, now)
  const soon = away > 0 && away <= WEEK ? weekdayOf(day) : dayOf(day)
  const said = begun(nearWord(away) ?? soon)
  return time === null ? said : `${said} ${time}`
}
