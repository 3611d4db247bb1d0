// A person's own topics, and what is made of them when a check-in is kept. Topics are private notes, never an act.
//
// Nothing is counted here: no streak, no mean, no figure that nobody said. A topic left out is left out.

import type { CheckingIn, NearView, PartId, Topic } from '../backend/bindings'

/** A topic in one's own words, with what 0 and 10 mean, if one wants to say. */
export interface OwnTopic {
  name: string
  low: string
  high: string
  /** The goal that it says how near one is to. */
  goal: PartId | null
}

/** The most topics of one check-in, as the rooms have it. */
export const TOPICS_MAX = 12

/** The longest name of a topic, as the rooms have it. */
export const NAME_MAX = 60

/** What a topic is kept under while its figure is chosen. */
export function keyOf(topic: { name: string; goal: PartId | null }): string {
  return topic.goal ?? topic.name
}

/** Words on one line, as long as a topic's name may be. */
export function oneLine(words: string): string {
  const line = words.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const letters = [...line]
  return letters.length <= NAME_MAX ? line : `${letters.slice(0, NAME_MAX - 1).join('')}…`
}

/** How near one is to a goal, as a topic; none while the goal has no words here. */
export function topicOf(goal: NearView): OwnTopic | undefined {
  const name = oneLine(goal.words ?? '')
  return name === '' ? undefined : { name, low: '', high: '', goal: goal.goal }
}

/** The topics with one more; the same one is not there twice, and no more than fit. */
export function withTopic(topics: OwnTopic[], topic: OwnTopic): OwnTopic[] {
  const named = { ...topic, name: oneLine(topic.name) }
  const known = topics.some((one) => keyOf(one) === keyOf(named))
  return named.name === '' || known || topics.length >= TOPICS_MAX ? topics : [...topics, named]
}

/** What is kept: the topics that were given a figure, and the words. */
export function checkinOf(topics: OwnTopic[], figures: Record<string, string>, words: string): CheckingIn {
  const said = topics.flatMap((topic): Topic[] => {
    const figure = figures[keyOf(topic)] ?? ''
    return figure === '' ? [] : [{ name: topic.name, figure: Number(figure), goal: topic.goal }]
  })
  return { topics: said, words }
}
