// What is being written: one flat sheet for the draft, and the way from it to the terms and the sentence.
//
// A sentence is offered from what was filled in, in the reader's language; the writer may change it, and exactly what
// stands there is what both would sign.

import type { Doer, PartEntry, PartKind, PartView, Terms } from '../backend/bindings'
import type { People } from '../marks/people'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** The kinds that can be suggested. */
export type Kind = Exclude<PartKind, 'decision'>

/** What is typed, all as text. */
export interface Sheet {
  kind: Kind | ''
  words: string
  /** The words were changed by hand, so they are no longer written from the fields. */
  own: boolean
  reason: string
  task: string
  toward: string
  about: string
  until: string
  by: string
  doer: Doer | ''
  /** 0 to 10, or nothing. */
  near: string
  /** The goal that a step leads to; `none` when that was said. */
  goal: string
  standIn: string
}

/** A goal that a step can lead to. */
export interface Goal {
  id: string
  words: string
}

/** Nothing typed yet. */
export const EMPTY: Sheet = {
  kind: '',
  words: '',
  own: false,
  reason: '',
  task: '',
  toward: '',
  about: '',
  until: '',
  by: '',
  doer: '',
  near: '',
  goal: '',
  standIn: '',
}

/** A sheet to go on from: somebody's words and fields. */
export function sheetFrom(terms: Terms, words: string): Sheet {
  const sheet: Sheet = { ...EMPTY, words, own: true }
  switch (terms.kind) {
    case 'purpose':
      return { ...sheet, kind: 'purpose' }
    case 'goal':
      return { ...sheet, kind: 'goal', by: terms.by ?? '', near: terms.near === null ? '' : String(terms.near) }
    case 'step':
      return { ...sheet, kind: 'step', by: terms.by ?? '', doer: terms.doer, goal: terms.goal ?? '' }
    case 'mandate':
      return {
        ...sheet,
        kind: 'mandate',
        task: terms.task,
        toward: terms.toward,
        about: terms.about,
        until: terms.until ?? '',
      }
    case 'permission':
      return { ...sheet, kind: 'permission', toward: terms.recipient, about: terms.what, until: terms.until ?? '' }
    case 'arrangement':
      return { ...sheet, kind: 'arrangement', standIn: terms.standIn, until: terms.until ?? '' }
    case 'decision':
      return sheet
  }
}

/** The fields as the rooms take them. */
export function termsOf(sheet: Sheet, kind: Kind): Terms {
  const until = sheet.until || null
  const by = sheet.by || null
  switch (kind) {
    case 'purpose':
      return { kind }
    case 'goal':
      return { kind, near: sheet.near === '' ? null : Number(sheet.near), by }
    case 'step':
      return { kind, doer: sheet.doer || 'both', by, goal: sheet.goal === 'none' ? null : sheet.goal || null }
    case 'mandate':
      return { kind, task: sheet.task, toward: sheet.toward, about: sheet.about, until }
    case 'permission':
      return { kind, recipient: sheet.toward, what: sheet.about, until }
    case 'arrangement':
      return { kind, standIn: sheet.standIn, until }
  }
}

/** The sentence that follows from the fields, for mandates and permissions; else nothing. */
export function sentenceOf(sheet: Sheet, people: People): string {
  const { kind, task, toward, about, until } = sheet
  const filled = toward.trim() !== '' && about.trim() !== '' && (kind === 'permission' || task.trim() !== '')
  if (!filled || (kind !== 'mandate' && kind !== 'permission')) return ''
  const words = {
    ...people,
    task: task.trim(),
    toward: toward.trim(),
    about: about.trim(),
    until: until ? dayOf(until) : '',
  }
  return t(`sentence-${kind}${until ? '-until' : ''}`, words)
}

/** The goals of an agreement that still have words. */
export function goalsOf(parts: PartEntry[]): Goal[] {
  const open = parts.filter(({ kind, standing }) => kind === 'goal' && !['ended', 'closed'].includes(standing.word))
  return open.flatMap(({ id, words }) => (words === null ? [] : [{ id, words }]))
}

/** Parts about which nothing can be agreed without a named person. */
export function asksWhom(kind: Kind | ''): boolean {
  return kind === 'mandate' || kind === 'permission'
}

/** Whether the client has said no to these very words; nobody is asked twice without both knowing it. */
export function saidNoTo(view: PartView, words: string): boolean {
  const same = view.versions.filter((version) => version.words?.trim() === words.trim())
  return same.some(({ answers }) => answers.some(({ by, answer }) => by === 'client' && (answer === 'no' || answer === 'takeBack')))
}
