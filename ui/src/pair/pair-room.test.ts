// Being connected in one room: what is short enough to be letters, event by event, and on the screens of both people.
// Nothing but eight letters is typed; what goes wrong is said, and the way by hand is one press away.

import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, test, vi } from 'vitest'
import type { Backend } from '../backend/backend'
import type { NearbyEvent, Pairing, PairingStep } from '../backend/bindings'
import { fake } from '../backend/fake'
import { makeNotes, onStage, patiently, press, show, type } from '../stage'
import { afterIn, areLetters, EMPTY, type RoomState } from './pair-room'

onStage()
patiently()

const opened = { what: 'room' as const, letters: 'K7QM-4XD9', code: { code: 'H7TN', qr: '<svg/>' }, looking: true } satisfies NearbyEvent
const pictures = ['dog', 'umbrella', 'apple', 'train', 'moon', 'key', 'guitar'].map((name) => ({ name, symbol: '•' }))

function at(next: PairingStep, founder: boolean): Pairing {
  return { agreement: 'a1', role: founder ? 'keyworker' : 'client', founder, otherName: founder ? 'Magda' : '', next }
}

function told(...events: NearbyEvent[]): RoomState {
  return events.reduce(afterIn, EMPTY)
}

test('eight letters are told from every other code, however they are typed', () => {
  for (const typed of ['K7QM-4XD9', 'k7qm 4xd9', ' K7QM4XD9 ']) expect(areLetters(typed), typed).toBe(true)
  for (const typed of ['', 'K7QM-4XD', 'K7QM 4XD9 W3T0', 'CSPR-7Q2M-4XK9']) expect(areLetters(typed), typed).toBe(false)
})

test('trouble is forgotten when a step is taken, and once both are level an end is none', () => {
  const step: NearbyEvent = { what: 'pairing', pairing: at({ step: 'done' }, true) }
  const fault: NearbyEvent = { what: 'fault', talk: 1, code: 'roomLeft' }
  expect(told(opened, fault)).toMatchObject({ open: true, letters: 'K7QM-4XD9', trouble: 'roomLeft' })
  expect(told(opened, fault, step).trouble).toBeNull()
  expect(told(opened, step, { what: 'done', talk: 1 }, fault)).toMatchObject({ level: true, trouble: null })
  expect(told(opened, fault, { what: 'closed' })).toMatchObject({ open: false, letters: null, trouble: 'roomLeft' })
})

/** A window whose room is played by the test. */
function played(backend: Backend): { backend: Backend; happens: (event: NearbyEvent, now?: Pairing) => void } {
  let tell = (_: NearbyEvent): void => undefined
  backend.onNearby = (listener) => {
    tell = listener
    return () => undefined
  }
  backend.openRoom = async () => tell(opened)
  backend.enterRoom = async () => tell({ ...opened, letters: null })
  return {
    backend,
    happens: (event, now) => {
      if (now) backend.pairing = async () => now
      tell(event)
    },
  }
}

async function toConnect(): Promise<Backend> {
  const backend = fake('empty')
  show(backend)
  await makeNotes('keyworker')
  return backend
}

describe('who shows the letters', () => {
  test('sees them, then the pictures, and carries nothing', async () => {
    const { backend, happens } = played(await toConnect())
    await press('found')
    await type('my-name', 'Karin')
    await type('other-name', 'Magda')
    await press('found-go')
    await press('way-pair')
    backend.pairing = async () => at({ step: 'takeRequest', invite: { code: 'CSPR', qr: '<svg/>', until: 1_900_000_000 } }, true)
    await press('room-show')
    expect((await screen.findByTestId('room-letters')).textContent?.replace(/\s/g, '')).toBe('K7QM-4XD9')
    expect(screen.queryByTestId('request-in')).toBeNull()
    const compare = at({ step: 'compareThenWelcome', offer: 'CSPR', pictures }, true)
    happens({ what: 'pairing', pairing: compare }, compare)
    await screen.findByTestId('pictures')
    expect(screen.queryByTestId('offer-out')).toBeNull()
    expect(screen.queryByTestId('room-letters')).toBeNull()
    happens({ what: 'fault', talk: 1, code: 'roomLeft' })
    expect(await screen.findByTestId('room-letters')).toBeTruthy()
    const same = at({ step: 'carryWelcome', welcome: 'CSPR' }, true)
    backend.picturesSame = async () => same
    await press('pictures-same')
    await waitFor(() => expect(screen.getByTestId('room-waits').textContent).toContain('Now Magda says it too'))
    expect(screen.queryByTestId('welcome-out')).toBeNull()
    happens({ what: 'done', talk: 1 }, at({ step: 'done' }, true))
    expect(await screen.findByTestId('pair-done')).toBeTruthy()
    const close = vi.spyOn(backend, 'closeNearby')
    await press('pair-done')
    await waitFor(() => expect(close).toHaveBeenCalledTimes(1))
  })

  test('has the way by hand one press away', async () => {
    const { backend } = played(await toConnect())
    await press('found')
    await type('my-name', 'Karin')
    await type('other-name', 'Magda')
    await press('found-go')
    await press('way-pair')
    backend.pairing = async () => at({ step: 'takeRequest', invite: { code: 'CSPR', qr: '<svg/>', until: 1_900_000_000 } }, true)
    const close = vi.spyOn(backend, 'closeNearby')
    await press('room-show')
    await press('room-carry')
    expect(await screen.findByTestId('invite-code')).toBeTruthy()
    expect(screen.queryByTestId('room-letters')).toBeNull()
    expect(close).toHaveBeenCalledTimes(1)
  })
})

test('who types them sees what is waited for, what is wrong, and then the pictures', async () => {
  const { backend, happens } = played(await toConnect())
  const enter = vi.spyOn(backend, 'enterRoom')
  await press('join')
  await type('code', 'k7qm 4xd9')
  await press('join-go')
  await waitFor(() => expect(enter).toHaveBeenCalledWith({ letters: 'k7qm 4xd9', myName: expect.any(String) }))
  expect((await screen.findByTestId('room-waits')).textContent).toContain('Looking')
  happens({ what: 'fault', talk: 1, code: 'roomLetters' })
  expect((await screen.findByTestId('room-trouble')).dataset.code).toBe('roomLetters')
  const compare = at({ step: 'compare', pictures }, false)
  happens({ what: 'pairing', pairing: compare }, compare)
  await screen.findByTestId('pictures')
  expect(screen.queryByTestId('room-trouble')).toBeNull()
  // Locked: nothing of it leads anywhere any more.
  happens({ what: 'closed' })
})

test('leaving the page of the letters closes the room', async () => {
  const { backend } = played(await toConnect())
  const close = vi.spyOn(backend, 'closeNearby')
  await press('join')
  await type('code', 'K7QM-4XD9')
  await press('join-go')
  await screen.findByTestId('room-waits')
  await press('back')
  await waitFor(() => expect(close).toHaveBeenCalledTimes(1))
})
