// Where new users stopped, each once: what the window said then was not so, or led nowhere.

import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import { fake } from './backend/fake'
import { makeNotes, onStage, patiently, pressFirst as press, show, type } from './stage'

onStage()
patiently()

test('after Pause all it is said that nobody has it yet, there and on Today, until a file is made', async () => {
  show(fake('client'))
  await press('way-mandates')
  expect(screen.queryByTestId('not-sent')).toBeNull()
  await press('pause-all')
  expect((await screen.findByTestId('not-sent')).textContent).toContain('Karin gets it when you send it.')
  await press('back')
  expect(await screen.findByTestId('paused-all')).toBeTruthy()
  expect(await screen.findByTestId('not-sent')).toBeTruthy()
  await press('to-send')
  expect((await screen.findByTestId('unsent')).textContent).toContain('There is 1 new thing for Karin.')
  await press('send')
  expect((await screen.findByTestId('on-way')).textContent).toContain('in a file that you made')
  expect(screen.queryByTestId('unsent')).toBeNull()
  await press('back')
  await screen.findByTestId('paused-all')
  expect(screen.queryByTestId('not-sent')).toBeNull()
})

test('Today never says that nothing is waiting while something waits to be sent', async () => {
  const backend = fake('client')
  const agreement = backend.agreement
  backend.agreement = async (id) => ({ ...(await agreement(id)), parts: [], unsent: 1 })
  show(backend)
  expect(await screen.findByTestId('not-sent')).toBeTruthy()
  expect(document.body.textContent).not.toContain('Nothing is waiting.')
})

test('who has just joined is led to the first file, and the agreement lies behind it', async () => {
  show(fake('empty'))
  await makeNotes('keyworker')
  await press('join')
  await type('code', 'K7QM 4XD9 W3T0')
  await press('join-go')
  await type('offer-in', 'CSPR-7Q2M')
  await press('offer-take')
  await press('pictures-same')
  await type('welcome-in', 'CSPR-7Q2M')
  await press('welcome-take')
  expect(screen.queryByTestId('pair-first')).toBeNull()
  await press('pair-file')
  expect(await screen.findByTestId('send')).toBeTruthy()
  await press('back')
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Our agreement')
})

test('whoever showed the code is told that the first file has not come, and not that nobody is here', async () => {
  const backend = fake('keyworker')
  const agreement = backend.agreement
  backend.agreement = async (id) => ({ ...(await agreement(id)), stage: 'firstFile' })
  show(backend)
  await press('agreement')
  expect((await screen.findByTestId('first-file')).textContent).toContain('You are connected.')
  expect(document.body.textContent).not.toContain('is not here yet')
  await press('to-receive')
  expect(await screen.findByTestId('file')).toBeTruthy()
})

test('a yes that was taken back is given again on the same screen, and later on the same part', async () => {
  const backend = fake('client')
  const suggest = vi.spyOn(backend, 'suggest')
  show(backend)
  await press('agreement')
  const rows = await screen.findAllByTestId('part')
  const row = rows.find((one) => one.dataset.part === 'p-pharmacy')
  if (row) await fireEvent.click(row)
  await press('take-back')
  await screen.findByTestId('saved')
  expect(screen.getByTestId('yes-again').textContent).toContain('Yes again, to the same words')
  await press('back')
  await fireEvent.click((await screen.findAllByTestId('part')).find((one) => one.dataset.part === 'p-pharmacy') as HTMLElement)
  await press('yes-again')
  await waitFor(() => expect(suggest.mock.calls[0]?.[0]).toMatchObject({ part: 'p-pharmacy', parents: ['v-pharmacy'], reason: null }))
  expect((await screen.findByTestId('saved')).textContent).toContain('Karin answers it anew.')
})

test('how a promise ended stands on the part itself', async () => {
  const backend = fake('client')
  const part = backend.part
  const ended = { id: 'e', by: 'keyworker', version: 'v', ending: 'notThisTime', day: null, words: 'The office was shut.', stamp: { claimed: 1_777_777_777, arrived: null } } as const
  backend.part = async (ask) => ({ ...(await part(ask)), endings: [ended] })
  show(backend)
  await press('agreement')
  await press('part')
  expect((await screen.findByTestId('ending')).textContent).toMatch(/Karin: Not kept, said on .* The office was shut\./)
})

test('what was asked for is not asked for any longer once it is there, and words offered are no question', async () => {
  show(fake('keyworker'))
  await press('agreement')
  await press('way-suggest')
  await press('open-open')
  await press('suggest-go')
  expect(document.body.textContent).toContain('Choose what it is about first.')
  await press('kind-mandate')
  expect(document.body.textContent).not.toContain('Choose what it is about first.')
  await press('suggest-go')
  expect(await screen.findByTestId('trouble')).toBeTruthy()
  await type('task', 'talk to')
  expect(screen.queryByTestId('trouble')).toBeNull()
  await type('toward', 'Anna')
  await type('about', 'my rent')
  await type('until', '2030-07-01')
  await waitFor(() => expect((screen.getByTestId('words') as HTMLTextAreaElement).value).toBe('Karin may talk to Anna about my rent, until 1 July 2030.'.replaceAll('1 July', '1\u00a0July')))
  expect(screen.getByTestId('until-said').textContent).toBe('1 July 2030')
})

test('Magda reads her own side of it, and Karin hers', async () => {
  show(fake('client'))
  await press('agreement')
  await press('way-suggest')
  await screen.findByTestId('kind-goal')
  expect(document.body.textContent).toContain('Where I want to get')
  expect(document.body.textContent).not.toContain('Where Magda wants to get')
})

test('one’s own hello can be erased, what it does is said before, and another’s can’t', async () => {
  const backend = fake('keyworker')
  const erase = vi.spyOn(backend, 'eraseWords')
  show(backend)
  await press('agreement')
  await press('way-people')
  await press('us-hello')
  await press('erase-words')
  expect(document.body.textContent).toContain('Magda is asked to erase them too.')
  expect(erase).not.toHaveBeenCalled()
  await press('erase-words-go')
  await waitFor(() => expect(erase.mock.calls[0]?.[0]).toMatchObject({ act: 'h1' }))
  await waitFor(() => expect(screen.queryByTestId('hello')).toBeNull())
})

test('Magda is not offered to erase what Karin said', async () => {
  show(fake('client'))
  await press('way-people')
  await press('us-hello')
  await screen.findByTestId('hello')
  expect(screen.queryByTestId('erase-words')).toBeNull()
})

test('a goal that lacks a near step does not say that an answer is owed', async () => {
  const backend = fake('keyworker')
  const part = backend.part
  const owes = { who: 'keyworker', wants: 'nearStep', since: 1, day: null, said: null, saidDay: null } as const
  backend.part = async (place) => ({ ...(await part(place)), owes })
  show(backend)
  await press('agreement')
  await press('part')
  expect(await screen.findByText('You owe Magda a near step')).toBeTruthy()
  expect(document.querySelector('main')?.textContent).not.toContain('an answer since')
})
