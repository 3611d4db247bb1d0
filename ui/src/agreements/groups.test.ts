// Nobody's wishes are put in the client's mouth.

import { describe, expect, it } from 'vitest'
import type { AgreementView, PartEntry, Standing } from '../backend/bindings'
import { groupsOf, lineOf } from './groups'

function part(id: string, word: Standing, suggestedBy: 'client' | 'keyworker', more: Partial<PartEntry> = {}): PartEntry {
  return { id, kind: 'goal', suggestedBy, standing: { word, also: [] }, uses: 0, terms: { kind: 'goal' }, owes: null, ...more } as unknown as PartEntry
}

function view(parts: PartEntry[], role: 'client' | 'keyworker' = 'client'): AgreementView {
  return { role, client: 'Magda', keyworker: 'Karin', parts } as unknown as AgreementView
}

describe('the groups of an agreement', () => {
  it('keep what the keyworker suggests apart until the client has said yes or answered with her own', () => {
    const parts = [
      part('hers', 'waitingForKeyworker', 'client'),
      part('agreed', 'bothAgree', 'keyworker'),
      part('offered', 'waitingForClient', 'keyworker'),
      part('refused', 'notAgreed', 'keyworker'),
    ]
    const groups = groupsOf(view(parts)).map(({ id, parts }) => [id, parts.map((one) => one.id)])
    expect(groups).toEqual([
      ['wants', ['hers', 'agreed']],
      ['offered', ['offered', 'refused']],
    ])
  })

  it('say that a near step is owed, not an answer', () => {
    const owing = part('far', 'bothAgree', 'client', { owes: { who: 'keyworker', wants: 'nearStep', since: 1, day: null } } as Partial<PartEntry>)
    expect(lineOf(owing, view([owing]))).toBe('Karin owes you a near step')
    expect(lineOf(owing, view([owing], 'keyworker'))).toBe('You owe Magda a near step')
  })

  it('say nothing of a debt before what is to be answered has come', () => {
    const owes = { who: 'keyworker', wants: 'answer', since: 1, day: null }
    const line = (delivered: unknown): string => {
      const waiting = part('own', 'waitingForKeyworker', 'client', { owes, delivered } as Partial<PartEntry>)
      return lineOf(waiting, view([waiting]))
    }
    expect(line(null)).toBe('Karin can answer once this has arrived')
    expect(line({ who: 'keyworker', device: null, at: 1 })).toBe('Karin owes you an answer')
  })
})
