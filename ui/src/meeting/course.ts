// The course of a meeting: the agenda in its order of turns, then the parts that were picked, one thing at a time.

import type { AgendaItemView, AgendaView, PartEntry } from '../backend/bindings'

/** One thing to talk about now. */
export type Stop = { is: 'item'; item: AgendaItemView } | { is: 'part'; part: PartEntry }

/** All stops, in order. What was picked and is gone meanwhile is left out. */
export function courseOf(agenda: AgendaView | undefined, topics: PartEntry[], picked: string[]): Stop[] {
  const items: Stop[] = (agenda?.items ?? []).map((item) => ({ is: 'item', item }))
  const parts: Stop[] = topics.filter(({ id }) => picked.includes(id)).map((part) => ({ is: 'part', part }))
  return [...items, ...parts]
}
