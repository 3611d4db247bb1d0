// The window with the stand-in behind it: opening, answering, undoing, hiding. Rules are tested where they live.

import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { onStage, patiently, press, show, type } from './stage'

let backend: Backend

function start(as: string | null): void {
  backend = show(fake(as))
}

async function openPart(id: string): Promise<void> {
  const [magda] = await screen.findAllByTestId('agreement')
  if (magda) await fireEvent.click(magda)
  const rows = await screen.findAllByTestId('part')
  const row = rows.find((one) => one.dataset.part === id)
  expect(row).toBeDefined()
  if (row) await fireEvent.click(row)
  await screen.findByTestId('dock')
}

onStage()
patiently()

describe('the lock', () => {
  test('Magda opens her notes with her passphrase', async () => {
    start(null)
    await type('passphrase', 'maple window seven')
    await press('open')
    expect(await screen.findByText('Look at what is new')).toBeTruthy()
  })

  test('a wrong try says what happened and keeps what was typed', async () => {
    start(null)
    await type('passphrase', 'wrong')
    await press('open')
    const trouble = await screen.findByTestId('trouble')
    expect(trouble.dataset.code).toBe('wrongPassphrase')
    expect(trouble.textContent).toContain('Nothing is erased.')
    expect((screen.getByTestId('passphrase') as HTMLInputElement).value).toBe('wrong')
  })

  test('the lock tells nothing about care and has no way past anybody', async () => {
    start(null)
    await screen.findByTestId('passphrase')
    expect(screen.queryByTestId('someone-other')).toBeNull()
    expect(document.body.textContent).not.toContain('Karin')
  })
})

describe('the four answers', () => {
  test('they are the same component, in one order, none chosen and none disabled', async () => {
    start('client')
    await openPart('p-anna')
    const answers = within(screen.getByTestId('dock')).getAllByRole('button')
    expect(answers.map((one) => one.textContent?.trim())).toEqual(['Yes', 'No', 'Something else', 'Not now'])
    expect(new Set(answers.map((one) => one.className)).size).toBe(1)
    expect(answers.some((one) => one.hasAttribute('disabled') || one.getAttribute('aria-pressed') === 'true')).toBe(
      false,
    )
  })

  test('Magda says yes and takes it back with as many taps, and is asked for no reason', async () => {
    start('client')
    const takeBack = vi.spyOn(backend, 'takeBack')
    await openPart('p-anna')
    await press('yes')
    expect(await screen.findByTestId('saved')).toBeTruthy()
    expect((await screen.findByTestId('undo')).textContent).toContain('Undo')
    await press('undo')
    await waitFor(() => expect(takeBack).toHaveBeenCalledTimes(1))
    expect(takeBack.mock.calls[0]?.[0].reason).toBeNull()
  })

  test('a no of Magda is saved at once', async () => {
    start('client')
    const answer = vi.spyOn(backend, 'answer')
    await openPart('p-anna')
    await press('no')
    await screen.findByTestId('saved')
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ answer: 'no', words: null })
  })

  test('a no of Karin asks for words first, because the rules want them', async () => {
    start('keyworker')
    const answer = vi.spyOn(backend, 'answer')
    await openPart('p-two')
    await press('no')
    expect(await screen.findByTestId('no-reason-words')).toBeTruthy()
    expect(answer).not.toHaveBeenCalled()
  })

  test('who may see that Magda felt pushed is chosen before anything is saved', async () => {
    start('client')
    const pushed = vi.spyOn(backend, 'feltPushed')
    await openPart('p-pharmacy')
    await press('felt-pushed')
    await press('pushed-go')
    expect(pushed).not.toHaveBeenCalled()
    await fireEvent.click(await screen.findByTestId('pushed-onlyMe'))
    await press('pushed-go')
    await waitFor(() => expect(pushed.mock.calls[0]?.[0].audience).toBe('onlyMe'))
  })
})

describe('a suggestion', () => {
  test('Karin is told that a reason is missing, and her words stay', async () => {
    start('keyworker')
    await openPart('p-two')
    await press('something-else')
    await type('words', 'I phone my sister from the garden room.')
    await press('suggest-go')
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('reasonMissing')
    expect((screen.getByTestId('words') as HTMLTextAreaElement).value).toBe('I phone my sister from the garden room.')
  })

  test('Magda is never asked for a reason', async () => {
    start('client')
    const suggest = vi.spyOn(backend, 'suggest')
    await openPart('p-anna')
    await press('something-else')
    await screen.findByTestId('words')
    expect(screen.queryByTestId('reason')).toBeNull()
    await press('suggest-go')
    await waitFor(() => expect(suggest.mock.calls[0]?.[0]).toMatchObject({ reason: null, part: 'p-anna', answersTo: 'v-anna' }))
  })
})

describe('what others decided', () => {
  test('it has no yes and no no, and seen does not mean yes', async () => {
    start('client')
    await press('agreement')
    const rows = await screen.findAllByTestId('part')
    await fireEvent.click(rows.find((one) => one.dataset.part === 'p-decision') ?? document.body)
    const seen = await screen.findByTestId('seen')
    expect(seen.textContent).toContain('It does not mean yes.')
    expect(screen.queryByTestId('yes')).toBeNull()
    expect(document.body.textContent).toContain('This is not an appeal.')
  })
})

describe('hide now', () => {
  test('it covers at once, locks, and keeps what was being typed', async () => {
    start('client')
    const lock = vi.spyOn(backend, 'lock')
    const saveDraft = vi.spyOn(backend, 'saveDraft')
    await openPart('p-anna')
    await press('say-differently')
    await type('differ-words', 'I would say it like this.')
    await press('hide-now')
    expect(await screen.findByTestId('cover')).toBeTruthy()
    await waitFor(() => expect(lock).toHaveBeenCalledTimes(1))
    expect(saveDraft.mock.calls.some(([{ text }]) => text?.includes('I would say it like this.'))).toBe(true)
    expect(document.body.textContent).not.toContain('Karin')
  })

  test('three presses of Escape do the same', async () => {
    start('client')
    await screen.findByTestId('agreement')
    for (let n = 0; n < 3; n += 1) await fireEvent.keyDown(window, { key: 'Escape' })
    expect(await screen.findByTestId('cover')).toBeTruthy()
  })

  test('when the vault locks by itself the screen is empty at once', async () => {
    let tell: Parameters<Backend['onChange']>[0] = () => undefined
    backend = fake('client')
    show({ ...backend, onChange: (listener) => ((tell = listener), () => undefined) })
    await screen.findByTestId('agreement')
    tell({ what: 'locked' })
    await screen.findByTestId('passphrase')
    expect(screen.queryByTestId('agreement')).toBeNull()
  })
})

describe('today', () => {
  test('Magda sees what is new and what Karin owes, and no figure', async () => {
    start('client')
    const fresh = await screen.findByTestId('card-new')
    expect(fresh.textContent).toContain('New for you. No hurry.')
    expect(screen.getByTestId('card-owed').textContent).toContain('Karin owes you an answer')
    expect(document.querySelectorAll('[data-testid^="card-"]').length).toBeLessThanOrEqual(3)
    const debt = screen.getByTestId('card-owed').textContent ?? ''
    expect(debt).toContain('I want to be alone when I talk to her.')
    expect(document.body.textContent?.replace(debt, '')).not.toMatch(/\d+ (days|new|waiting|parts)/)
    await press('look')
    expect(await screen.findByTestId('dock')).toBeTruthy()
  })

  test('Karin answers the one who waited longest in one press, and Back leads to the agreement', async () => {
    start('keyworker')
    const waiting = await screen.findAllByTestId('agreement')
    expect(waiting.slice(0, 3).map((one) => one.querySelector('bdi')?.textContent)).toEqual(['Magda', 'Tommie', 'Elsa'])
    await press('answer-longest')
    expect(await screen.findByTestId('reply-words')).toBeTruthy()
    await press('back')
    expect((await screen.findAllByTestId('part')).length).toBeGreaterThan(5)
  })
})

describe('goals and steps', () => {
  test('Magda says how near her goal is by one touch, and may leave it out again', async () => {
    start('client')
    const suggest = vi.spyOn(backend, 'suggest')
    await press('way-suggest')
    await press('kind-goal')
    expect(document.querySelectorAll('[data-testid^="near-"]:checked')).toHaveLength(0)
    await press('near-7')
    await press('near-out')
    await press('near-3')
    await type('words', 'I want a job in a garden.')
    await press('suggest-go')
    await waitFor(() => expect(suggest.mock.calls[0]?.[0].terms).toEqual({ kind: 'goal', near: 3, by: null }))
    expect((await screen.findByTestId('near')).textContent).toContain('3 of 10')
  })

  test('a step names the goal that it leads to', async () => {
    start('client')
    await openPart('p-forms')
    expect((await screen.findByTestId('leads-to')).textContent).toContain('I want to live in my own place again.')
  })
})
