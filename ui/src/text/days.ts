// Days and times as people say them, in the reader's language and with no break inside a date.
//
// A claimed time is only shown (law 7); what it means is decided elsewhere.

import type { Day, Moment } from '../backend/bindings'
import { LANGUAGES, language, t } from './text.svelte'

const NBSP = '\u00a0'

/** The language as Intl names it. */
export function locale(tag = language.tag): string {
  return tag === 'en' ? 'en-GB' : tag
}

function written(date: Date, withYear: boolean, tag = language.tag): string {
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' }
  if (withYear) parts.year = 'numeric'
  return new Intl.DateTimeFormat(locale(tag), parts).format(date).replaceAll(' ', NBSP)
}

function asDate(day: Day): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}

/** Whether two moments fall on one calendar day here. */
export function sameDay(a: Moment, b: Moment): boolean {
  return new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString()
}

/** "3 May", with the year when it is another one. */
export function dayOf(when: Day | Moment): string {
  const date = typeof when === 'number' ? new Date(when * 1000) : asDate(when)
  return mayBreak(written(date, date.getFullYear() !== new Date().getFullYear()))
}

/** A year may stand on the next line, so that a long date fits a small screen. */
function mayBreak(date: string): string {
  return date.replace(/\u00a0(?=\d{4}$)/u, ' ')
}

/** The ways in which a day may stand in somebody's words, in every language that the window speaks: longest first. */
export function dayForms(day: Day | null): string[] {
  if (day === null) return []
  const date = asDate(day)
  const forms = [true, false].flatMap((year) => LANGUAGES.map(({ tag }) => written(date, year, tag)))
  return [...forms, ...forms.map(mayBreak), ...forms.map((form) => form.replaceAll(NBSP, ' ')), day]
}

/** "today at 14:20", or "3 May". */
export function momentOf(when: Moment): string {
  if (!sameDay(when, Date.now() / 1000)) return dayOf(when)
  const time = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(new Date(when * 1000))
  return t('today-at', { time })
}

/** How many whole days ago. */
export function daysSince(when: Moment): number {
  return Math.max(0, Math.floor((Date.now() / 1000 - when) / 86_400))
}

/** Today, as a calendar day. */
export function today(): Day {
  const now = new Date()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
