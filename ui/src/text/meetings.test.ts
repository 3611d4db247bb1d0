// A meeting is said as people say it in each language, and no near day is written as a date.

import { afterEach, describe, expect, test } from 'vitest'
import { meetingOf, shortMeetingOf } from './meetings'
import { LANGUAGES, language } from './text.svelte'

const at = (day: number, hour: number): number => new Date(2027, 4, day, hour).getTime() / 1000
const WEDNESDAY = at(5, 20)
const plain = (said: string): string => said.replaceAll('\u00a0', ' ').replace(/ 2027/, '')

afterEach(() => language.choose('en'))

describe('the next time', () => {
  test('tomorrow is called tomorrow, with its weekday and time', () => {
    expect(meetingOf(at(6, 10), WEDNESDAY)).toBe('Tomorrow, Thursday, 10:00')
    expect(meetingOf(at(5, 21), WEDNESDAY)).toBe('Today, Wednesday, 21:00')
    expect(meetingOf(at(11, 10), WEDNESDAY)).toBe('Tuesday, 10:00')
  })

  test('a week away, or in the past, it has its date', () => {
    expect(plain(meetingOf(at(12, 10), WEDNESDAY))).toBe('Wednesday, 12 May, 10:00')
    expect(plain(meetingOf(at(4, 10), WEDNESDAY))).toBe('Tuesday, 4 May, 10:00')
  })

  test('every language says tomorrow in its own words', () => {
    const said = LANGUAGES.map(({ tag }) => {
      language.choose(tag)
      return meetingOf(at(6, 10), WEDNESDAY)
    })
    expect(said).toEqual(['Tomorrow, Thursday, 10:00', 'I morgon, torsdag, 10:00', 'I morgen, torsdag, 10:00', 'Morgen, donderdag, 10:00'])
  })

  test('in a list it is short', () => {
    expect(shortMeetingOf(at(5, 21), WEDNESDAY)).toBe('Today 21:00')
    expect(shortMeetingOf(at(7, 10), WEDNESDAY)).toBe('Friday 10:00')
    expect(plain(shortMeetingOf(at(20, 10), WEDNESDAY))).toBe('20 May 10:00')
  })
})
