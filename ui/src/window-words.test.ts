// The window from the first no to the copy for the record: what is asked of whom, and that nothing is typed twice.

import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { onStage, patiently, press, show, type, wide } from './stage'

let backend: Backend

function start(as: string): void {
  backend = show(fake(as))
}

async function openAgreement(): Promise<void> {
  const [magda] = await screen.findAllByTestId('agreement')
  if (magda) await fireEvent.click(magda)
  await screen.findAllByTestId('part')
}

async function openPart(id: string): Promise<void> {
  await openAgreement()
  const row = screen.getAllByTestId('part').find((one) => one.dataset.part === id)
  expect(row).toBeDefined()
  if (row) await fireEvent.click(row)
}

onStage()
patiently()

describe('the first no', () => {
  test('it is saved in one press; words come after it, and only if Magda wants', async () => {
    start('client')
    const answer = vi.spyOn(backend, 'answer')
    const reply = vi.spyOn(backend, 'reply')
    await openPart('p-anna')
    await press('no')
    await screen.findByTestId('saved')
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ answer: 'no', words: null })
    await press('say-why')
    expect(screen.getByTestId('dock').textContent).toContain('You don’t have to.')
    await type('why-words', 'Not with Anna.')
    await press('why-go')
    await waitFor(() => expect(reply.mock.calls[0]?.[0].words).toBe('Not with Anna.'))
  })

  test('Karin reads Magda’s words unchanged, before her own reason', async () => {
    start('keyworker')
    await openPart('p-sister')
    await screen.findByTestId('dock')
    const text = document.body.textContent ?? ''
    const hers = text.indexOf('I want to be alone when I talk to her. The office has a window.')
    expect(hers).toBeGreaterThan(0)
    expect(text.indexOf('The office has a phone')).toBeGreaterThan(hers)
  })

  test('after a yes, I felt pushed is an answer of the same kind as Undo', async () => {
    start('client')
    await openPart('p-anna')
    await press('yes')
    await screen.findByTestId('saved')
    const ways = within(screen.getByTestId('dock')).getAllByRole('button')
    expect(ways.map((one) => one.textContent?.trim())).toEqual(['Undo', 'I felt pushed'])
    expect(new Set(ways.map((one) => one.className)).size).toBe(1)
  })
})

describe('writing', () => {
  test('Karin says first whether it is open, and what is decided by law goes another way', async () => {
    start('keyworker')
    await openAgreement()
    await press('way-suggest')
    await press('suggest-go')
    expect(document.body.textContent).toContain('Say first if it is open.')
    await press('open-law')
    expect(screen.queryByTestId('suggest-go')).toBeNull()
    await press('to-decide')
    expect(await screen.findByTestId('decided-by')).toBeTruthy()
  })

  test('Magda is not asked whether it is open, can begin with three words, and gets no meter', async () => {
    start('client')
    await press('way-suggest')
    await press('kind-goal')
    expect(screen.queryByTestId('open-open')).toBeNull()
    await press('start-want')
    expect((screen.getByTestId('words') as HTMLTextAreaElement).value).toBe('I want ')
    expect(screen.queryByTestId('start-want')).toBeNull()
    expect(screen.queryByTestId('plain')).toBeNull()
  })

  test('old and new stand side by side with numbered differences while Magda writes', async () => {
    start('client')
    await openPart('p-anna')
    await press('something-else')
    await type('words', 'May Karin write to Anna at the housing office about my rent, until 1 July?')
    const halves = await screen.findAllByTestId('version')
    expect(halves.map((one) => one.querySelector('mark')?.textContent)).toEqual(['1talk', '1write'])
  })

  test('a keyworker’s long sentence is pointed out and never stops the saving', async () => {
    start('keyworker')
    await openPart('p-two')
    await press('something-else')
    await type('words', `${'I phone my sister '.repeat(6)}from the garden.`)
    expect((await screen.findByTestId('plain')).dataset.plain).toBe('long')
    const suggest = vi.spyOn(backend, 'suggest')
    await type('reason', 'It is quiet there.')
    await press('suggest-go')
    await waitFor(() => expect(suggest).toHaveBeenCalledTimes(1))
  })
})

describe('the keyworker’s evening', () => {
  const PLAN = 'Goals:\n- A place of my own\n- Sleep through the night\nActivities:\n1. Walk after supper\n2. Call the doctor\n3. Visit my sister'

  test('a plan of five parts is pasted and suggested without typing it again', async () => {
    start('keyworker')
    const suggest = vi.spyOn(backend, 'suggest')
    await openAgreement()
    await press('way-plan')
    await type('plan-text', PLAN)
    await press('plan-read')
    expect(await screen.findAllByTestId('plan-line')).toHaveLength(5)
    await type('plan-reason', 'This is what we wrote on Monday.')
    await press('plan-go')
    await waitFor(() => expect(suggest).toHaveBeenCalledTimes(5))
    const words = ['A place of my own', 'Sleep through the night', 'Walk after supper', 'Call the doctor', 'Visit my sister']
    expect(suggest.mock.calls.map(([ask]) => ask.words)).toEqual(words)
    expect(suggest.mock.calls.map(([ask]) => ask.terms.kind)).toEqual(['goal', 'goal', 'step', 'step', 'step'])
    expect(await screen.findByTestId('plan-done')).toBeTruthy()
  })

  test('a line that is left out is not suggested, and one that could not be saved stays to be tried again', async () => {
    start('keyworker')
    await openAgreement()
    await press('way-plan')
    await type('plan-text', PLAN)
    await press('plan-read')
    await screen.findAllByTestId('plan-line')
    await press('plan-out-0')
    await press('plan-go')
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('reasonMissing')
    expect(screen.getAllByTestId('plan-line')).toHaveLength(5)
    const suggest = vi.spyOn(backend, 'suggest')
    await type('plan-reason', 'It is in your plan.')
    await press('plan-go')
    await waitFor(() => expect(suggest).toHaveBeenCalledTimes(4))
  })

  test('a heading that is not known stays one, what stands under it is said once, and a house rule is never suggested', async () => {
    start('keyworker')
    await openAgreement()
    await press('way-plan')
    await type('plan-text', 'Goals:\nA place of my own\nHealth:\n- See a doctor\n- Walk\nHouse rules:\nNo visits after eight')
    await press('plan-read')
    expect((await screen.findByTestId('plan-heading')).textContent).toContain('Health')
    const suggest = vi.spyOn(backend, 'suggest')
    const share = vi.spyOn(backend, 'shareDecision')
    await press('plan-go')
    expect(await screen.findByTestId('plan-unsaid')).toBeTruthy()
    expect(suggest).not.toHaveBeenCalled()
    await fireEvent.change(screen.getByTestId('plan-under-1'), { target: { value: 'step' } })
    await type('plan-4-decided-by', 'The centre')
    await type('plan-4-law', 'House rule 4')
    await type('plan-reason', 'It is in your plan.')
    await press('plan-go')
    await waitFor(() => expect(share).toHaveBeenCalledTimes(1))
    expect(suggest.mock.calls.map(([ask]) => [ask.terms.kind, ask.words])).toEqual([
      ['goal', 'A place of my own'],
      ['step', 'See a doctor'],
      ['step', 'Walk'],
    ])
    expect(share.mock.calls[0]?.[0]).toMatchObject({ words: 'No visits after eight', terms: { decidedBy: 'The centre', law: 'House rule 4' } })
    expect(await screen.findByTestId('plan-shared')).toBeTruthy()
  })

  test('the copy for the record says who can read it, and its text goes to the clipboard in one press', async () => {
    const writeText = vi.fn(async () => undefined)
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
    start('keyworker')
    await openAgreement()
    await press('way-record')
    await press('record-go')
    expect((await screen.findByTestId('record-made')).textContent).toContain('Magda sees it when you send.')
    await press('record-copy')
    const text = (screen.getByTestId('record-text') as HTMLTextAreaElement).value
    await waitFor(() => expect(writeText).toHaveBeenCalledWith(text))
  })

  test('the client is not offered to copy for anybody’s record', async () => {
    start('client')
    await openAgreement()
    expect(screen.queryByTestId('way-record')).toBeNull()
    expect(screen.queryByTestId('way-plan')).toBeNull()
  })
})

describe('paper', () => {
  test('a decision alone comes with a form to appeal, and printing is the system’s', async () => {
    start('client')
    const printing = vi.spyOn(backend, 'printPage')
    await openPart('p-decision')
    await press('appeal-paper')
    expect((await screen.findByTestId('sheet')).textContent).toContain('I appeal.')
    await press('print')
    await waitFor(() => expect(printing).toHaveBeenCalledTimes(1))
  })

  test('large letters are asked for when they are chosen', async () => {
    start('client')
    const saving = vi.spyOn(backend, 'savePaper')
    await openAgreement()
    await press('way-paper')
    await press('size-large')
    await press('save-paper')
    await waitFor(() => expect(saving.mock.calls[0]?.[0].sheet.large).toBe(true))
    expect((await screen.findByTestId('paper-saved')).textContent).toContain('.html')
  })

  test('a PDF is saved in one press, and not offered where the window can write none', async () => {
    start('client')
    const saving = vi.spyOn(backend, 'savePdf')
    await openAgreement()
    await press('way-paper')
    await press('save-pdf')
    await waitFor(() => expect(saving.mock.calls[0]?.[0].folder).toBeNull())
    expect((await screen.findByTestId('paper-saved')).textContent).toContain('.pdf')
    vi.spyOn(backend, 'abilities').mockResolvedValue({ pdf: false, notices: false })
    await press('back')
    await press('way-paper')
    await screen.findByTestId('sheet')
    expect(screen.queryByTestId('save-pdf')).toBeNull()
  })
})

describe('a meeting', () => {
  test('it goes through the agenda, then through what was picked, Magda’s words first, and ends with the next time', async () => {
    start('keyworker')
    const talked = vi.spyOn(backend, 'talkedAbout')
    await openAgreement()
    await press('way-meeting')
    const items = (await screen.findAllByTestId('agenda-item')).length
    await press('topic-p-sister')
    await press('meeting-start')
    for (let n = 0; n < items; n += 1) await press('meeting-next')
    const topic = await screen.findByTestId('topic-open')
    const voices = within(topic).getAllByTestId(/^voice-/)
    expect(voices.map((one) => one.dataset.testid)).toEqual(['voice-client', 'voice-keyworker'])
    expect(voices[0]?.textContent).toContain('I want to be alone when I talk to her.')
    await press('meeting-next')
    await press('meeting-close')
    await waitFor(() => expect(talked).toHaveBeenCalledTimes(1))
  })

  test('on Karin’s laptop nobody else is shown while Magda looks at the screen', async () => {
    wide(1280)
    start('keyworker')
    await openAgreement()
    expect(document.body.textContent).toContain('Tommie')
    await press('way-meeting')
    await press('topic-p-sister')
    await press('meeting-start')
    await screen.findByTestId('item-open')
    expect(document.body.textContent).not.toContain('Tommie')
    for (let n = 0; n < 3; n += 1) await press('meeting-next')
    await press('meeting-open')
    await screen.findByTestId('dock')
    expect(document.body.textContent).not.toContain('Tommie')
  })

  test('each has one must, and only whoever wrote a thing changes it', async () => {
    start('client')
    await press('way-meeting')
    await screen.findAllByTestId('agenda-item')
    await press('must-i3')
    await waitFor(() => expect(screen.getAllByTestId('must').filter((one) => one.textContent?.includes('Magda'))).toHaveLength(1))
    expect(screen.queryByTestId('change-i2')).toBeNull()
    expect(screen.getByTestId('change-i1')).toBeTruthy()
  })

  test('a draft written together has force only when it is put forward', async () => {
    start('client')
    const forward = vi.spyOn(backend, 'putForward')
    await press('way-meeting')
    await press('way-drafts')
    await press('draft')
    await press('draft-forward')
    await press('draft-kind-goal')
    await press('draft-forward-go')
    await waitFor(() => expect(forward.mock.calls[0]?.[0]).toMatchObject({ words: 'I want a flat of my own, near the bus.', reason: null }))
  })
})

describe('ending', () => {
  test('what stops and what does not is said first; no reason is asked', async () => {
    start('client')
    const end = vi.spyOn(backend, 'endAgreement')
    await openAgreement()
    await press('way-ending')
    await screen.findByTestId('end-go')
    expect(document.body.textContent).toContain('What others decided')
    expect(document.querySelectorAll('textarea, input')).toHaveLength(0)
    await press('end-go')
    await waitFor(() => expect(end).toHaveBeenCalledTimes(1))
    expect(await screen.findByTestId('ended')).toBeTruthy()
  })
})
