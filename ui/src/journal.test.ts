// The journal in the window: private first, every voice, nothing hidden and nothing counted. Rules live elsewhere.

import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { onStage, patiently, pressFirst, show, type } from './stage'

let backend: Backend
let taps = 0

function start(as: string): void {
  backend = show(fake(as))
  taps = 0
}

async function press(testid: string): Promise<void> {
  await pressFirst(testid)
  taps += 1
}

async function openMagda(): Promise<void> {
  const people = await screen.findAllByTestId('agreement')
  await fireEvent.click(people.find((one) => one.textContent?.includes('Magda')) ?? document.body)
  taps += 1
}

onStage()
patiently()

describe('how are you', () => {
  test('a check-in is kept for Magda first; sharing is a second act with Karin on the button', async () => {
    start('client')
    const [keep, share] = [vi.spyOn(backend, 'addCheckin'), vi.spyOn(backend, 'shareCheckin')]
    await press('way-checkin')
    expect(document.querySelectorAll('input[type="radio"]:checked')).toHaveLength(0)
    await type('checkin-words', 'The bus was late.')
    await press('checkin-save')
    await waitFor(() => expect(keep).toHaveBeenCalledTimes(1))
    expect(share).not.toHaveBeenCalled()
    const button = await screen.findByTestId('checkin-share')
    expect(button.textContent).toContain('Share with Karin')
    expect(screen.getByTestId('pass-on').textContent).toContain('What Karin has to pass on')
    await press('checkin-share')
    await waitFor(() => expect(share).toHaveBeenCalledTimes(1))
    await waitFor(() => expect(screen.queryByTestId('checkin-share')).toBeNull())
  })

  test('Magda has her own topic with her own ends, and how near a goal is as one of them', async () => {
    start('client')
    const keep = vi.spyOn(backend, 'addCheckin')
    await press('way-checkin')
    await press('topic-add')
    await type('topic-name', 'Sleep')
    await type('topic-low', 'awake all night')
    await press('topic-keep')
    await press('topic-goal')
    const topics = await screen.findAllByTestId('topic')
    expect(topics.map((one) => one.querySelector('legend')?.textContent)).toEqual(['Sleep', 'I want to live in my own place again.'])
    expect(topics[0]?.textContent).toContain('0: awake all night.')
    await fireEvent.click(within(topics[1] ?? document.body).getByTestId('figure-7'))
    await press('checkin-save')
    await waitFor(() => expect(keep).toHaveBeenCalled())
    expect(keep.mock.calls[0]?.[0].checkin.topics).toEqual([{ name: 'I want to live in my own place again.', figure: 7, goal: 'p-want' }])
  })

  test('Karin sees what was shared and nothing else, and has no sheet for Magda', async () => {
    start('keyworker')
    await openMagda()
    await press('way-checkin')
    const shown = await screen.findAllByTestId('checkin')
    expect(shown).toHaveLength(1)
    expect(shown[0]?.textContent).toContain('Slept badly.')
    expect(screen.queryByTestId('checkin-words')).toBeNull()
    expect(document.body.textContent).not.toContain('I looked at a room.')
  })

  test('nothing is counted, averaged or praised', async () => {
    start('client')
    await press('way-checkin')
    await screen.findAllByTestId('checkin')
    expect(document.body.textContent).not.toMatch(/\d+ (times|days|check)|average|in a row|well done/i)
  })
})

describe('how near', () => {
  test('the picture has the same in words, private points are told apart, and a figure for today is two taps', async () => {
    start('client')
    const keep = vi.spyOn(backend, 'addCheckin')
    await press('way-checkin')
    await press('way-near')
    const picture = await screen.findByRole('img')
    expect(picture.getAttribute('aria-label')).toContain('Magda has said')
    expect(picture.querySelectorAll('circle.open')).toHaveLength(2)
    const list = screen.getByTestId('near-list')
    expect(within(list).getAllByRole('listitem', { hidden: true })).toHaveLength(picture.querySelectorAll('circle').length)
    expect(list.textContent).toContain('only you have it')
    taps = 0
    await press('near-today-7')
    await press('near-save')
    await waitFor(() => expect(keep).toHaveBeenCalledTimes(1))
    expect(taps).toBe(2)
  })

  test('Karin sees no point that Magda kept for herself', async () => {
    start('keyworker')
    await openMagda()
    await press('way-checkin')
    await press('way-near')
    const picture = await screen.findByRole('img')
    expect(picture.querySelectorAll('circle.open')).toHaveLength(0)
    expect(screen.queryByTestId('near-today-7')).toBeNull()
  })
})

describe('contacts', () => {
  test('Karin writes one down after a call in four taps and her words', async () => {
    start('keyworker')
    const add = vi.spyOn(backend, 'addContact')
    await openMagda()
    await press('way-contacts')
    await type('contact-whom', 'the pharmacy')
    await type('contact-words', 'They open at nine.')
    await press('contact-under-none')
    await press('contact-save')
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add.mock.calls[0]?.[0]).toMatchObject({ whom: 'the pharmacy', mandate: null, on: null })
    expect(taps).toBeLessThanOrEqual(4)
  })

  test('whether there was a mandate is never taken for granted', async () => {
    start('keyworker')
    const add = vi.spyOn(backend, 'addContact')
    await openMagda()
    await press('way-contacts')
    await type('contact-whom', 'the pharmacy')
    await type('contact-words', 'They open at nine.')
    await press('contact-save')
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(add).not.toHaveBeenCalled()
  })

  test('“It was not like that” is one tap without words; words can follow', async () => {
    start('client')
    const voice = vi.spyOn(backend, 'voice')
    await press('way-contacts')
    await press('contest')
    await waitFor(() => expect(voice).toHaveBeenCalledTimes(1))
    expect(voice.mock.calls[0]?.[0]).toMatchObject({ contact: 'c1', contests: true, words: null })
    expect(await screen.findByTestId('voice-words')).toBeTruthy()
    expect(document.body.textContent).toContain('They open at 9 on Fridays.')
  })

  test('both voices stand side by side', async () => {
    start('client')
    await press('way-contacts')
    const cards = await screen.findAllByTestId('contact')
    const lund = cards.find((one) => one.dataset.contact === 'c2')
    expect(lund?.textContent).toContain('It was not like that.')
    expect(lund?.textContent).toContain('I should have asked more clearly.')
  })
})

describe('what happened', () => {
  test('copies and gaps are told in plain words, and so is what lacks its words', async () => {
    start('client')
    await press('way-history')
    expect((await screen.findByTestId('copied')).textContent).toContain('There are two copies of one of your devices')
    expect(screen.getByTestId('gaps').textContent).toContain('next file from Karin')
    const used = screen.getAllByTestId('happened').find((one) => one.dataset.happened === 'used')
    expect(used?.textContent).toContain('These words were erased.')
  })

  test('receipts are there, one line for a run of them', async () => {
    start('client')
    await press('way-history')
    const lines = await screen.findAllByTestId('happened')
    const received = lines.filter((one) => one.dataset.happened === 'received')
    expect(received).toHaveLength(1)
    expect(received[0]?.textContent).toMatch(/From 8\sMay to 9\sMay\./)
  })

  test('looking for one kind shows that kind, and everything comes back', async () => {
    start('client')
    await press('way-history')
    const all = (await screen.findAllByTestId('happened')).length
    await fireEvent.change(screen.getByTestId('history-theme'), { target: { value: 'powers' } })
    await waitFor(() => expect(screen.getAllByTestId('happened').map((one) => one.dataset.happened)).toEqual(['used']))
    await fireEvent.change(screen.getByTestId('history-theme'), { target: { value: '' } })
    await waitFor(() => expect(screen.getAllByTestId('happened')).toHaveLength(all))
  })

  test('years are drawn a leaf at a time, and the next leaf keeps the first', async () => {
    start('client')
    const lines = Array.from({ length: 60 }, (_, at) => ({ id: `x${59 - at}` }))
    const [sample] = (await backend.history({ agreement: 'a', part: null, theme: 'journal', before: null, most: 1 })).entries
    const ask = vi.spyOn(backend, 'history').mockImplementation(async ({ before, most }) => {
      const from = before === null ? 0 : lines.findIndex(({ id }) => id === before) + 1
      const entries = lines.slice(from, from + most).flatMap(({ id }) => (sample ? [{ ...sample, id }] : []))
      return { entries, more: from + most < lines.length, gaps: false, copied: [], number: 'aaaa' }
    })
    await press('way-history')
    const first = (await screen.findAllByTestId('happened')).length
    expect(first).toBeLessThan(60)
    const kept = screen.getAllByTestId('happened')[0]
    await press('history-more')
    await waitFor(() => expect(screen.getAllByTestId('happened').length).toBe(2 * first))
    expect(screen.getAllByTestId('happened')[0]).toBe(kept)
    await press('history-more')
    await waitFor(() => expect(screen.queryByTestId('history-more')).toBeNull())
    expect(screen.getAllByTestId('happened')).toHaveLength(60)
    expect(ask.mock.calls.every(([{ most }]) => most <= 200)).toBe(true)
  })

  test('a copy for oneself says where it lies and who can read it', async () => {
    start('client')
    await press('way-history')
    await press('way-copy')
    expect(document.body.textContent).toContain('Whoever has the file can read it.')
    await press('copy-data')
    expect((await screen.findByTestId('copied-to')).textContent).toContain('agreement.json')
  })
})
