// Which words differ between two versions, numbered so that the differences can be read aloud as pairs.
//
// This only marks; it merges nothing (law 9). Texts too long to compare quickly are left unmarked.

/** A run of text; `number` is set where it differs. */
export interface Run {
  text: string
  number?: number
}

/** The two texts in runs, and the pairs in order. */
export interface Changes {
  left: Run[]
  right: Run[]
  pairs: { number: number; left: string; right: string }[]
}

interface Word {
  from: number
  to: number
  text: string
}

interface Gap {
  left: [number, number]
  right: [number, number]
}

const WORDS_MAX = 400
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.:-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    text: found[0],
  }))
}

/** Lengths of the longest common sequences of all tails. */
function tails(left: Word[], right: Word[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? []
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] = left[i]?.text === right[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  return table
}

/** The stretches of words that have no counterpart, in order. */
function gapsOf(left: Word[], right: Word[]): Gap[] {
  const table = tails(left, right)
  const gaps: Gap[] = []
  let [i, j, fromI, fromJ] = [0, 0, 0, 0]
  const close = (): void => {
    if (i > fromI || j > fromJ) gaps.push({ left: [fromI, i], right: [fromJ, j] })
  }
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i]?.text === right[j]?.text) {
      close()
      i += 1
      j += 1
      ;[fromI, fromJ] = [i, j]
    } else if (j >= right.length || (i < left.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      i += 1
    } else {
      j += 1
    }
  }
  close()
  return gaps
}

function cut(words: Word[], [from, to]: [number, number]): [number, number] | undefined {
  const first = words[from]
  const last = words[to - 1]
  return to > from && first && last ? [first.from, last.to] : undefined
}

function runsOf(text: string, cuts: ([number, number] | undefined)[]): Run[] {
  const runs: Run[] = []
  let at = 0
  cuts.forEach((range, index) => {
    if (!range) return
    if (range[0] > at) runs.push({ text: text.slice(at, range[0]) })
    runs.push({ text: text.slice(...range), number: index + 1 })
    at = range[1]
  })
  if (at < text.length) runs.push({ text: text.slice(at) })
  return runs
}

/** Marks what differs. */
export function changesBetween(left: string, right: string): Changes {
  const [leftWords, rightWords] = [wordsOf(left), wordsOf(right)]
  const tooLong = leftWords.length > WORDS_MAX || rightWords.length > WORDS_MAX
  const gaps = tooLong ? [] : gapsOf(leftWords, rightWords)
  const leftCuts = gaps.map((gap) => cut(leftWords, gap.left))
  const rightCuts = gaps.map((gap) => cut(rightWords, gap.right))
  const said = (text: string, range: [number, number] | undefined): string => (range ? text.slice(...range) : '')
  return {
    left: runsOf(left, leftCuts),
    right: runsOf(right, rightCuts),
    pairs: gaps.map((_, at) => ({ number: at + 1, left: said(left, leftCuts[at]), right: said(right, rightCuts[at]) })),
  }
}
