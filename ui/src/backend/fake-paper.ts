// Paper and the record of the stand-in: enough of a sheet to look at, a plan in lines, a copy. No rules.

import type { Backend } from './backend'
import type { Code, PaperItem, PaperView, PartView, PlanLine, Saved, SentFile } from './bindings'
import { AGREEMENT, now, PEOPLE } from './fake-story'

function fail(code: Code): never {
  throw { code, figure: null }
}

function itemOf(part: PartView): PaperItem {
  const decided = part.kind === 'decision'
  return {
    standing: decided ? 'Decided by others' : 'Waiting for Magda',
    blocks: part.versions.map(({ words, by, reason }) => ({
      lead: `Suggested by ${PEOPLE[by]}:`,
      words: words ?? '',
      lines: [...(reason ? [`Because: ${reason}`] : []), 'Words number 11aa 22bb 33cc 44dd'],
    })),
    boxes: decided
      ? ['I have seen this. It does not mean yes.', 'I don’t agree. This is not an appeal.']
      : ['Yes', 'No', 'Something else', 'Not now'],
    ownWords: 'In my words:',
  }
}

function sheetOf(parts: PartView[], alone: boolean): PaperView {
  const decided = parts.filter(({ kind }) => kind === 'decision')
  const ours = parts.filter(({ kind }) => kind !== 'decision')
  const sections = [
    { title: 'Steps', decided: false, items: ours.map(itemOf) },
    { title: 'Decided by others. This is no agreement', decided: true, items: decided.map(itemOf) },
  ]
  const appeal = { says: 'I appeal. I want this decision to be changed.', why: 'This is why, if you want to say:', send: 'Send this page to whoever decided, by the last day.' }
  return {
    language: 'en',
    people: `${PEOPLE.client} and ${PEOPLE.keyworker}`,
    head: ['Agreement number aaaa aaaa aaaa aaaa', 'Printed 9 May 2027'],
    sections: sections.filter(({ items }) => items.length > 0),
    appeal: alone && ours.length === 0 ? appeal : null,
    foot: ['You can take back a yes at any time. You don’t have to say why.'],
    name: 'Name',
    day: 'Day',
  }
}

function linesOf(text: string): PlanLine[] {
  const lines = text.split('\n').map((line) => line.replace(/^[-*\d.\s]+/, '').trim()).filter(Boolean)
  const KNOWN: Record<string, PlanLine['kind']> = { 'goals:': 'goal', 'activities:': 'step', 'house rules:': 'decision' }
  let kind: PlanLine['kind'] = null
  return lines.flatMap((words) => {
    const heading = words.endsWith(':')
    if (heading) kind = KNOWN[words.toLowerCase()] ?? null
    return heading && kind !== null ? [] : [{ kind: heading ? null : kind, words: words.replace(/:$/, ''), heading }]
  })
}

/** The parts of `Backend` about paper, over the parts that `parts` gives. */
export function paper(parts: () => PartView[]) {
  const saved = (): Saved => ({ act: 'copy', part: null, at: now() })
  const chosen = (ids: string[] | null): PartView[] => parts().filter(({ id }) => ids === null || ids.includes(id))
  const file = (name: string): SentFile => ({
    path: `/home/someone/Documents/Countersign/${name}`,
    name,
    folder: '/home/someone/Documents/Countersign',
    bytes: 4208,
    acts: 0,
  })
  return {
    paper: async ({ part }: Parameters<Backend['paper']>[0]) => sheetOf(chosen(part === null ? null : [part]), part !== null),
    printPage: async () => undefined,
    savePaper: async () => file('aaaaaaaa.html'),
    savePdf: async () => file('aaaaaaaa.pdf'),
    copyForRecord: async ({ parts: ids }: Parameters<Backend['copyForRecord']>[0]) => {
      const words = chosen(ids).flatMap(({ versions }) => versions.map(({ words }) => `- ${words}`))
      return { text: `${PEOPLE.client} and ${PEOPLE.keyworker}\n\n${words.join('\n')}\n`, saved: saved() }
    },
    readPlan: async ({ text }: { text: string }) => {
      const lines = linesOf(text)
      return lines.length === 0 ? fail('wordsMissing') : lines
    },
    carryOver: async ({ into, parts: ids }: Parameters<Backend['carryOver']>[0]) =>
      into === AGREEMENT ? fail('malformed') : ids.map(saved),
  }
}
