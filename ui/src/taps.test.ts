// Taps, counted on the real screens: what a person presses to say yes is never more than to take it back, and the ways
// out are near. Each tap presses a button that is on screen; nothing is opened behind the person's back.

import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { onStage, PATIENCE_MS, patiently, show } from './stage'

const DAY = 86_400

onStage()
patiently()

async function button(hook: string): Promise<HTMLElement> {
  if (!hook.startsWith('#')) return (await screen.findAllByTestId(hook))[0] as HTMLElement
  const rows = await screen.findAllByTestId('part')
  return rows.find((row) => row.dataset.part === hook.slice(1)) as HTMLElement
}

/** Presses one button after the other; how many presses that was. `#id` is the row of a part. */
async function taps(...path: string[]): Promise<number> {
  for (const hook of path) {
    const found = await button(hook)
    expect(found.closest('button, label'), hook).not.toBeNull()
    await fireEvent.click(found)
  }
  return path.length
}

function open(as: 'client' | 'keyworker', more: Partial<Backend> = {}): Backend {
  cleanup()
  return show({ ...fake(as), ...more })
}

async function counted(path: string[], deed: keyof Backend): Promise<number> {
  const backend = open('client')
  const called = vi.spyOn(backend, deed as 'answer')
  const count = await taps(...path)
  await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(1), PATIENCE_MS)
  return count
}

describe('saying yes and taking it back', () => {
  test('by the same way they are equally near', async () => {
    const yes = await counted(['agreement', '#p-anna', 'yes'], 'answer')
    const no = await counted(['agreement', '#p-anna', 'no'], 'answer')
    const takeBack = await counted(['agreement', '#p-pharmacy', 'take-back'], 'takeBack')
    expect([yes, no, takeBack]).toEqual([3, 3, 3])
  })

  test('by the shortest way, too: what is new, and what may be done for her', async () => {
    const yes = await counted(['look', 'yes'], 'answer')
    const takeBack = await counted(['way-mandates', 'take-back'], 'takeBack')
    expect([yes, takeBack]).toEqual([2, 2])
  })

  test('right after a yes one tap takes it back', async () => {
    const backend = open('client')
    const takeBack = vi.spyOn(backend, 'takeBack')
    await taps('look', 'yes')
    expect(await taps('undo')).toBe(1)
    await vi.waitFor(() => expect(takeBack).toHaveBeenCalledTimes(1), PATIENCE_MS)
  })
})

describe('the ways out', () => {
  test('hide now is one tap on every screen that Today leads to', async () => {
    open('client')
    await screen.findByTestId('agreement')
    const ways = screen.getAllByRole('button').flatMap(({ dataset: { testid } }) => (testid?.startsWith('way-') ? [testid] : []))
    expect(ways.length).toBeGreaterThan(4)
    for (const way of ways) {
      open('client')
      await taps(way)
      expect(await taps('hide-now'), way).toBe(1)
      expect(await screen.findByTestId('cover'), way).toBeTruthy()
    }
  })

  test('who may see it is two taps from Today', async () => {
    open('client')
    expect(await taps('way-people', 'us-sees')).toBe(2)
    expect((await screen.findByTestId('sees')).textContent).toContain('Magda and Karin')
  })
})

describe('the morning after a bad week', () => {
  async function back(): Promise<Backend> {
    const seen = JSON.stringify({ at: Math.floor(Date.now() / 1000) - 14 * DAY, back: null })
    const loadDraft = async ({ place }: { place: string }): Promise<string | null> => (place === 'today-seen' ? seen : null)
    const backend = open('client', { loadDraft })
    await screen.findByTestId('start-here')
    return backend
  }

  test('it says where to begin, with no count, no debt and nothing that is late', async () => {
    await back()
    expect(screen.queryByTestId('card-owed')).toBeNull()
    expect(screen.getAllByTestId(/^card-(new|decided)$/)).toHaveLength(1)
    expect(document.body.textContent).not.toMatch(/\d+ (days|new|waiting|parts|things)|overdue|late\b/)
  })

  test('the next person, pausing all and someone other are each one tap or two', async () => {
    await back()
    expect(screen.getByTestId('card-next').textContent).toContain('Karin')
    const backend = await back()
    const pause = vi.spyOn(backend, 'pause')
    expect(await taps('pause-all')).toBeLessThanOrEqual(2)
    await vi.waitFor(() => expect(pause.mock.calls[0]?.[0].part).toBeNull(), PATIENCE_MS)
    await back()
    expect(await taps('someone-other')).toBeLessThanOrEqual(2)
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toContain('Someone other than Karin')
  })
})
