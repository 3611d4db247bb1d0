// The ways without a file, on real screens: nothing goes out before somebody turns it on, and leaving closes what was open.

import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import { fake } from './backend/fake'
import { room } from './kit/room.svelte'
import { onStage, patiently, press, show, type, wide } from './stage'

let backend: Backend

onStage()
patiently()

async function road(name: 'relay' | 'nearby'): Promise<void> {
  backend = show(fake('client'))
  await press('way-exchange')
  await press(`way-${name}`)
}

describe('the post box', () => {
  test('it is off until it is turned on, and says first what it would see', async () => {
    await road('relay')
    const take = vi.spyOn(backend, 'takeRelay')
    expect(await screen.findByText('What the post box sees')).toBeTruthy()
    expect(screen.queryByTestId('relay-state')).toBeNull()
    expect(take).not.toHaveBeenCalled()
    await type('relay-card-in', ' https://post.example.org ')
    await press('relay-go')
    await waitFor(() => expect(take).toHaveBeenCalledWith({ agreement: expect.any(String), text: 'https://post.example.org' }))
    expect((await screen.findByTestId('heard')).textContent).toBe('Last heard from Karin’s phone 9 days ago.')
    expect(screen.getByTestId('relay-state').textContent).not.toContain('Karin has all')
  })

  test('a card is shown only when it is asked for', async () => {
    await road('relay')
    await type('relay-card-in', 'K7QM 4XD9')
    await press('relay-go')
    const button = await screen.findByTestId('relay-card')
    expect(screen.queryByTestId('relay-card-code')).toBeNull()
    expect(button.textContent).toContain('Show an invitation for Karin')
    await press('relay-card')
    expect((await screen.findByTestId('relay-card-code')).textContent).toContain('M3QX')
  })

  test('turning it off is one press that can be undone, and nobody is asked whether they are sure', async () => {
    await road('relay')
    await type('relay-card-in', 'K7QM 4XD9')
    await press('relay-go')
    await press('relay-off')
    expect(await screen.findByTestId('relay-off-done')).toBeTruthy()
    expect(screen.queryByTestId('heard')).toBeNull()
    await press('relay-undo')
    expect(await screen.findByTestId('heard')).toBeTruthy()
    expect(screen.queryByTestId('relay-off-done')).toBeNull()
  })

  test('what is wrong is said with what to do, and without alarm', async () => {
    backend = fake('client')
    const on = await backend.takeRelay({ agreement: 'a', text: 'card' })
    vi.spyOn(backend, 'relay').mockResolvedValue({ ...on, trouble: 'relayNotOurs', troubleSince: 1_770_000_000 })
    show(backend)
    await press('way-exchange')
    expect((await screen.findByTestId('way-relay')).textContent).toContain('Something in between gave the answer.')
    await press('way-relay')
    const trouble = await screen.findByTestId('relay-trouble')
    expect(trouble.textContent).toContain('Open any web page and sign in')
    expect(trouble.querySelector('[role="alert"]')).toBeNull()
  })
})

describe('nearby', () => {
  test('it opens by a press and closes when the screen is left', async () => {
    await road('nearby')
    const [open, close] = [vi.spyOn(backend, 'openNearby'), vi.spyOn(backend, 'closeNearby')]
    await screen.findByTestId('nearby-open')
    expect(open).not.toHaveBeenCalled()
    await press('nearby-open')
    expect((await screen.findByTestId('nearby-seen')).textContent).toContain('Looking')
    expect(close).not.toHaveBeenCalled()
    await press('back')
    await waitFor(() => expect(close).toHaveBeenCalledTimes(1))
  })

  test('a window that is turned keeps it open', async () => {
    backend = show(fake('keyworker'))
    const [magda] = await screen.findAllByTestId('agreement')
    magda?.click()
    await press('way-exchange')
    await press('way-nearby')
    const close = vi.spyOn(backend, 'closeNearby')
    await press('nearby-open')
    await screen.findByTestId('nearby-seen')
    expect(room.wide).toBe(false)
    wide(1280)
    room.watch()()
    expect(room.wide).toBe(true)
    expect(await screen.findByTestId('nearby-seen')).toBeTruthy()
    expect(close).not.toHaveBeenCalled()
    await press('back')
    await waitFor(() => expect(close).toHaveBeenCalled())
  })

  test('Karin is named once her keys are known, and what was handed over is not said to be hers yet', async () => {
    await road('nearby')
    await press('nearby-open')
    await type('nearby-code-in', 'H7TN 2QXM')
    await press('nearby-reach')
    const talk = await screen.findByTestId('nearby-talk')
    expect(talk.textContent).toContain('Connected with Karin')
    expect(talk.textContent).toContain('2 things were handed over.')
    expect(talk.textContent).not.toMatch(/Karin has/)
    expect(talk.dataset.done).toBe('true')
  })
})
