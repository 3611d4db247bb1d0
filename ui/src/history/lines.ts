// The history as it is drawn: what came in one go from one device is one line, so that receipts don't drown people.
//
// Nothing is left out: a run of receipts says from when to when. What is older is asked for leaf by leaf.

import type { HistoryEntry } from '../backend/bindings'

/** One line; `from` is the oldest of the receipts that it stands for. */
export interface Line {
  entry: HistoryEntry
  from: HistoryEntry
}

function together(newer: HistoryEntry, older: HistoryEntry): boolean {
  return newer.happened === 'received' && older.happened === 'received' && newer.by === older.by && newer.passed === older.passed
}

/** The lines, newest first as the entries are. */
export function linesOf(entries: HistoryEntry[]): Line[] {
  const lines: Line[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (last && together(last.from, entry)) last.from = entry
    else lines.push({ entry, from: entry })
  }
  return lines
}

/** What a line still lacks: words that were erased or have not come. */
export function lacks({ words, wordsState }: HistoryEntry): 'erased' | 'notHere' | undefined {
  return words === null && wordsState !== 'here' ? wordsState : undefined
}

/** The two texts, where other words were suggested and both are here. */
export function textsOf({ was, words, about, happened }: HistoryEntry): { old: string; fresh: string } | undefined {
  const suggests = happened === 'suggested' || happened === 'somethingElse'
  const old = was ?? about
  return suggests && old !== null && words !== null && old !== words ? { old, fresh: words } : undefined
}
