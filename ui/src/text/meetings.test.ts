// A meeting is said as people say it in each language, and no near day is written as a date.

import { afterEach, describe, expect, test } from 'vitest'
import { meetingOf, shortMeetingOf, type Appointment } from './meetings'
import { LANGUAGES, language } from './text.svelte'

const on = (day: string, time: string | null = '10:00'): Appointment => ({ day: `2027-05-${day}`, time })
const WEDNESDAY = '2027-05-05'
const plain = (said: string): string => said.replaceAll('\u00a0', ' ').replace(/ 2027/, '')

afterEach(() => void language.choose('en'))

describe('the next time', () => {
  test('tomorrow is called tomorrow, with its weekday and time', () => {
    expect(meetingOf(on('06'), WEDNESDAY)).toBe('Tomorrow, Thursday, 10:00')
    expect(meetingOf(on('05', '21:15'), WEDNESDAY)).toBe('Today, Wednesday, 21:15')
    expect(meetingOf(on('11'), WEDNESDAY)).toBe('Tuesday, 10:00')
  })

  test('a day without a time is no midnight', () => {
    expect(meetingOf(on('06', null), WEDNESDAY)).toBe('Tomorrow, Thursday')
    expect(shortMeetingOf(on('06', null), WEDNESDAY)).toBe('Tomorrow')
  })

  test('a week away, or in the past, it has its date', () => {
    expect(plain(meetingOf(on('12'), WEDNESDAY))).toBe('Wednesday, 12 May, 10:00')
    expect(plain(meetingOf(on('04'), WEDNESDAY))).toBe('Tuesday, 4 May, 10:00')
  })

  test('the day on which clocks change is one day, too', () => {
    expect(meetingOf({ day: '2027-03-29', time: null }, '2027-03-28')).toBe('Tomorrow, Monday')
  })

  test('every language says tomorrow in its own words', () => {
    const said = LANGUAGES.map(({ tag }) => {
      void language.choose(tag)
      return meetingOf(on('06'), WEDNESDAY)
    })
    expect(said).toEqual(['Tomorrow, Thursday, 10:00', 'I morgon, torsdag, 10:00', 'I morgen, torsdag, 10:00', 'Morgen, donderdag, 10:00'])
  })

  test('in a list it is short', () => {
    expect(shortMeetingOf(on('05', '21:00'), WEDNESDAY)).toBe('Today 21:00')
    expect(shortMeetingOf(on('07'), WEDNESDAY)).toBe('Friday 10:00')
    expect(plain(shortMeetingOf(on('20'), WEDNESDAY))).toBe('20 May 10:00')
  })
})
