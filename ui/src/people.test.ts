// The two of them beside the agreement, on real screens: who is asked for a word and who never is, and what is sent.

import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { forty } from './backend/fake-forty'
import { onStage, patiently, pressFirst as press, show, type } from './stage'

let backend: Backend

onStage()
patiently()

/** Opens a topic of the two, from Today. */
async function topic(as: 'client' | 'keyworker', name: string): Promise<void> {
  backend = show(fake(as))
  if (as === 'keyworker') {
    const rows = await screen.findAllByTestId('agreement')
    const magda = rows.find((row) => row.textContent?.includes('Magda'))
    if (magda) await fireEvent.click(magda)
  }
  await press('way-people')
  await press(`us-${name}`)
}

describe('the next time', () => {
  test('Magda calls it off with one press and is asked for nothing', async () => {
    await topic('client', 'next')
    const meet = vi.spyOn(backend, 'meet')
    await press('next-call-off')
    await waitFor(() => expect(meet.mock.calls[0]?.[0]).toMatchObject({ day: null, words: null }))
    expect(await screen.findByTestId('called-off')).toBeTruthy()
  })

  test('Karin gives a word before she calls it off', async () => {
    await topic('keyworker', 'next')
    const meet = vi.spyOn(backend, 'meet')
    await press('next-call-off')
    expect(meet).not.toHaveBeenCalled()
    await type('next-words', 'I am in court that day.')
    await press('next-go')
    await waitFor(() => expect(meet.mock.calls[0]?.[0]).toMatchObject({ day: null, words: 'I am in court that day.' }))
  })

  test('a day that was cleared calls nothing off', async () => {
    await topic('client', 'next')
    const meet = vi.spyOn(backend, 'meet')
    await press('next-move')
    await type('next-day', '')
    await press('next-go')
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('fieldMissing')
    expect(meet).not.toHaveBeenCalled()
  })

  test('moving it begins with what stands, and a time may be typed as one likes', async () => {
    await topic('client', 'next')
    const meet = vi.spyOn(backend, 'meet')
    await press('next-move')
    expect(((await screen.findByTestId('next-place')) as HTMLInputElement).value).not.toBe('')
    await type('next-time', '9.15')
    await press('next-go')
    await waitFor(() => expect(meet.mock.calls[0]?.[0].time).toBe('09:15'))
  })
})

describe('a small hello', () => {
  test('it is what was typed, and nothing is offered', async () => {
    await topic('client', 'hello')
    const hello = vi.spyOn(backend, 'hello')
    expect(((await screen.findByTestId('hello-words')) as HTMLTextAreaElement).value).toBe('')
    await type('hello-words', 'I got the job.')
    await press('hello-go')
    await waitFor(() => expect(hello.mock.calls[0]?.[0].words).toBe('I got the job.'))
    await screen.findByText('I got the job.')
    expect(document.body.textContent).not.toMatch(/\bread by|seen\b|\d+ hello/i)
  })
})

describe('promises', () => {
  test('Karin says with one press that she kept one', async () => {
    await topic('keyworker', 'promises')
    const close = vi.spyOn(backend, 'closeStep')
    await press('ending-done')
    await waitFor(() => expect(close.mock.calls[0]?.[0]).toMatchObject({ ending: 'done', words: null }))
  })

  test('she gives a word for one that she did not keep', async () => {
    await topic('keyworker', 'promises')
    const close = vi.spyOn(backend, 'closeStep')
    await press('ending-notThisTime')
    expect(close).not.toHaveBeenCalled()
    await type('ending-words', 'The landlord was away.')
    await press('ending-go')
    await waitFor(() => expect(close.mock.calls[0]?.[0]).toMatchObject({ ending: 'notThisTime', words: 'The landlord was away.' }))
  })

  test('the three ways are equal and none is pressed beforehand', async () => {
    await topic('keyworker', 'promises')
    const ways = (await screen.findAllByTestId(/^ending-(done|changed|notThisTime)$/)).slice(0, 3)
    expect(ways.map((way) => way.textContent?.trim())).toEqual(['Kept', 'Moved', 'Not kept'])
    expect(new Set(ways.map((way) => way.className)).size).toBe(1)
    expect(ways.some((way) => way.hasAttribute('aria-pressed'))).toBe(false)
  })

  test('Magda reads them and has no way to judge them', async () => {
    await topic('client', 'promises')
    const steps = await screen.findAllByTestId('step')
    expect(steps.length).toBeGreaterThan(1)
    expect(within(steps[0] as HTMLElement).queryByRole('button')).toBeNull()
    expect(document.body.textContent).not.toMatch(/overdue|late\b|missed/i)
  })
})

describe('the cards', () => {
  test('each writes their own and only reads the other’s', async () => {
    await topic('client', 'cards')
    const own = await screen.findByTestId('card-of-client')
    expect(within(own).getByTestId('card-write')).toBeTruthy()
    expect(within(screen.getByTestId('card-of-keyworker')).queryByRole('button')).toBeNull()
    expect(screen.getByTestId('card-of-keyworker').textContent).toContain('by law')
  })

  test('a changed card is saved whole', async () => {
    await topic('keyworker', 'cards')
    const save = vi.spyOn(backend, 'saveCard')
    await press('card-write')
    await type('card-answers-to', 'Nils, who runs the house.')
    await press('card-go')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    const card = save.mock.calls[0]?.[0].card
    expect(card).toMatchObject({ kind: 'open', answersTo: 'Nils, who runs the house.' })
    expect(card?.kind === 'open' && card.passesOn).not.toBe('')
  })
})

describe('away', () => {
  test('Karin tells everybody at once, and who that is for is not chosen beforehand', async () => {
    await topic('keyworker', 'away')
    const away = vi.spyOn(backend, 'away')
    await press('away-write')
    await type('away-from', '2027-06-01')
    await type('away-until', '2027-06-14')
    await type('away-stand-in', 'Per')
    await type('away-reach', '031-390 06 12')
    await press('away-go')
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('fieldMissing')
    await press('away-whom-everybody')
    await press('away-go')
    await waitFor(() => expect(away).toHaveBeenCalledTimes(5))
    expect(away.mock.calls[0]?.[0]).toMatchObject({ standIn: 'Per', reach: '031-390 06 12' })
  })
})

describe('who may see and do what', () => {
  test('what reaches a person outside stays closed until it is asked for', async () => {
    await topic('client', 'sees')
    const [person] = await screen.findAllByTestId('outsider')
    expect(person?.textContent).toContain('the pharmacy')
    expect(document.body.textContent).not.toContain('when I can collect')
    await press('outsider-show')
    expect(person?.textContent).toContain('when I can collect')
    await press('outsider-show')
    expect(document.body.textContent).not.toContain('when I can collect')
  })

  test('I want another keyworker is the client’s alone, and sends nothing', async () => {
    await topic('client', 'another')
    expect(document.body.textContent).toContain('nothing is sent from here')
    cleanup()
    await topic('keyworker', 'sees')
    await press('back')
    await screen.findByTestId('us-next')
    expect(screen.queryByTestId('us-another')).toBeNull()
  })
})

describe('mandates', () => {
  test('what Magda took back she can say yes to again at once, and Karin answers anew', async () => {
    backend = show(fake('client'))
    const suggest = vi.spyOn(backend, 'suggest')
    await press('way-mandates')
    await press('take-back')
    await screen.findByTestId('saved')
    await press('yes-again')
    await waitFor(() => expect(suggest.mock.calls[0]?.[0]).toMatchObject({ part: 'p-pharmacy', parents: ['v-pharmacy'], reason: null }))
  })

  test('she says of a use that it was not all right, and can change that', async () => {
    backend = show(fake('client'))
    const said = vi.spyOn(backend, 'answerUse')
    await press('way-mandates')
    await press('use-answer')
    await press('use-not-fine')
    await waitFor(() => expect(said.mock.calls[0]?.[0].fine).toBe(false))
    const [use] = await screen.findAllByTestId('use')
    await waitFor(() => expect(use?.textContent).toContain('not all right'))
    expect(within(use as HTMLElement).getByTestId('use-answer').textContent).toContain('Change my answer')
  })
})

describe('forty people', () => {
  test('typing hides rows and makes none anew, and nothing is added up across people', async () => {
    show(forty(fake('keyworker')))
    const before = await screen.findAllByTestId(/^(person|agreement)$/)
    expect(document.body.textContent).toContain('40 agreements')
    await type('find-person', 'magd')
    const after = screen.getAllByTestId(/^(person|agreement)$/)
    expect(after.every((row, at) => row === before[at])).toBe(true)
    const shown = after.filter((row) => row.closest('[hidden]') === null)
    expect(new Set(shown.map((row) => row.querySelector('bdi')?.textContent))).toEqual(new Set(['Magda']))
    await type('find-person', 'nobody at all')
    expect(screen.getByText('Nobody has that name.')).toBeTruthy()
  })
})
