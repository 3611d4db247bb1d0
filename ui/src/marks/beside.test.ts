// Whoever says yes sees all that is signed, and nothing twice.

import { describe, expect, it } from 'vitest'
import type { Terms } from '../backend/bindings'
import { besideOf } from './beside'

const people = { client: 'Magda', keyworker: 'Karin', me: 'Magda', other: 'Karin' }
const mandate: Terms = { kind: 'mandate', task: 'talk', toward: 'Anna', about: 'my rent', until: '2027-07-01' }

describe('what stands beside the words', () => {
  it('is the day and the person that the words leave out', () => {
    const lines = besideOf('Karin may talk to Anna.', mandate, people)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('my rent')
    expect(lines[1]).toContain('2027')
  })

  it('is nothing where the words say it all', () => {
    expect(besideOf('Karin may talk to Anna about my rent, until 1 July 2027.', mandate, people)).toEqual([])
    expect(besideOf('Karin får prata med Anna om my rent, till 1 juli 2027.', mandate, people)).toEqual([])
  })

  it('always says who does a step', () => {
    const step: Terms = { kind: 'step', doer: 'keyworker', by: '2026-12-01', goal: null }
    const [who, when] = besideOf('I call the doctor.', step, people)
    expect(who).toContain('Karin')
    expect(when).toContain('December')
    expect(besideOf('We walk.', { ...step, doer: 'both', by: null }, people)).toHaveLength(1)
  })

  it('is said of a stand-in and of the end of an arrangement', () => {
    const lines = besideOf('Tuesdays at ten.', { kind: 'arrangement', standIn: 'Per', until: '2027-06-01' }, people)
    expect(lines[0]).toContain('Per')
    expect(lines).toHaveLength(2)
  })
})
