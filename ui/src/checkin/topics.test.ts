// What is kept of a check-in is what was said, and nothing else.

import { describe, expect, test } from 'vitest'
import { checkinOf, oneLine, topicOf, withTopic, type OwnTopic } from './topics'

const sleep: OwnTopic = { name: 'Sleep', low: 'awake all night', high: 'slept through', goal: null }
const home: OwnTopic = { name: 'My own place', low: '', high: '', goal: 'p-want' }

describe('a check-in', () => {
  test('a topic without a figure is left out', () => {
    expect(checkinOf([sleep, home], { 'p-want': '6' }, 'A room with a window.')).toEqual({
      topics: [{ name: 'My own place', figure: 6, goal: 'p-want' }],
      words: 'A room with a window.',
    })
  })

  test('nought is a figure', () => {
    expect(checkinOf([sleep], { Sleep: '0' }, '').topics).toEqual([{ name: 'Sleep', figure: 0, goal: null }])
  })
})

describe('topics', () => {
  test('the same topic is not there twice, and one without a name is none', () => {
    expect(withTopic([sleep], { ...sleep, low: 'other' })).toEqual([sleep])
    expect(withTopic([], { ...sleep, name: ' \n ' })).toEqual([])
    expect(withTopic([sleep], home)).toEqual([sleep, home])
  })

  test('no more than twelve', () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ ...sleep, name: `Topic ${at}` }))
    expect(withTopic(many, home)).toHaveLength(12)
  })

  test('a goal with many words fits on one line, and whole letters stay whole', () => {
    const long = oneLine(`I want\nto live ${'👩‍👧'.repeat(40)}`)
    expect([...long]).toHaveLength(60)
    expect(long).not.toContain('\n')
    expect(topicOf({ goal: 'g', words: null, said: [] })).toBeUndefined()
    expect(topicOf({ goal: 'g', words: 'A job', said: [] })).toMatchObject({ name: 'A job', goal: 'g' })
  })
})
