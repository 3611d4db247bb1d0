// What the two of them have beside the agreement, as a plain list: each line with what is true now, if that is short.

import type { RelationView, Role } from '../backend/bindings'
import { nameOf, type People } from '../marks/people'
import type { Topic } from '../shell/visit.svelte'
import { dayOf } from '../text/days'
import { meetingOf } from '../text/meetings'
import { t } from '../text/text.svelte'

const ALL: Topic[] = ['next', 'hello', 'promises', 'cards', 'away', 'sees', 'another']

/** The topics of a reader. Another keyworker is the client's to want. */
export function topicsFor(role: Role): Topic[] {
  return ALL.filter((topic) => topic !== 'another' || role === 'client')
}

/** The name of a topic, as its reader says it. */
export function titleOfTopic(topic: Topic, role: Role, people?: People): string {
  return namesSomebody(topic) ? t(`us-${topic}-${role}`, people) : t(`us-${topic}`)
}

/** Whether the name of a topic has a person's name in it. */
export function namesSomebody(topic: Topic): boolean {
  return topic === 'promises' || topic === 'cards'
}

/** What is true now, for the line beneath; nothing is counted. */
export function lineOfTopic(topic: Topic, relation: RelationView, people: People): string {
  if (topic === 'next') {
    const [next] = relation.next
    return next ? meetingOf(next) : t('next-none')
  }
  const away = topic === 'away' ? relation.away.find(({ now }) => now) : undefined
  if (!away) return ''
  const me = away.by === relation.role
  return t(me ? 'away-now-me' : 'away-now', { name: nameOf(people, away.by), until: dayOf(away.until) })
}
