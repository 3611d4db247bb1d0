// Coming back on a new device with the recovery words, both sides of it, and going on where the adding of a device stopped.

import { screen, waitFor } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import { fake } from './backend/fake'
import { makeNotes, onStage, patiently, press, show, type } from './stage'

const WORDS = Array.from({ length: 24 }, () => 'river').join(' ')

onStage()
patiently()

async function step(): Promise<string | undefined> {
  return (await screen.findByTestId('device-step')).dataset.step
}

test('who lost every device is told that nothing is lost, compares, types the words once, and carries one message', async () => {
  const backend = show(fake('empty'))
  const add = vi.spyOn(backend, 'addByKit')
  await makeNotes('client')
  await press('join')
  await press('join-lost')
  expect((await screen.findByTestId('device-step')).textContent).toContain('Nothing that you two agreed is lost.')
  await type('code-in', 'K7QM 4XD9 W3T0')
  await press('code-take')
  await type('offer-in', 'x')
  await press('offer-take')
  // The words are asked for only after the pictures.
  await screen.findByTestId('pictures-same')
  expect(screen.queryByTestId('recovery-words')).toBeNull()
  await press('pictures-same')
  await type('recovery-words', 'river')
  await press('return-go')
  expect((await screen.findByTestId('trouble')).dataset.code).toBe('kitWordsDiffer')
  await type('recovery-words', WORDS)
  await press('return-go')
  await waitFor(async () => expect(await step()).toBe('carryAddition'))
  expect(add).toHaveBeenLastCalledWith({ pairing: 'pairing', words: WORDS })
  expect(screen.queryByTestId('recovery-words')).toBeNull()
})

test('the other person meets the new device, and is never asked for the words', async () => {
  const backend = show(fake('keyworker'))
  const invite = vi.spyOn(backend, 'inviteDevice')
  const add = vi.spyOn(backend, 'addReturning')
  await press('way-safety')
  await press('safety-devices')
  if (screen.queryAllByTestId('pick').length > 0) screen.getAllByTestId('pick')[0]?.click()
  await press('device-meet')
  await press('device-invite')
  await waitFor(() => expect(invite.mock.calls[0]?.[0].by).toBe('kit'))
  await type('request-in', 'x')
  await press('request-take')
  expect(screen.queryByTestId('addition-in')).toBeNull()
  await press('pictures-same')
  await type('addition-in', 'x')
  await press('addition-take')
  await waitFor(async () => expect(await step()).toBe('returned'))
  expect(add).toHaveBeenCalledOnce()
  expect(screen.queryByTestId('recovery-words')).toBeNull()
})

test('after coming back, removing the lost device is offered first', async () => {
  const backend = fake('client')
  const devices = await backend.devices('a1')
  const stamp = { claimed: 1_809_334_800, arrived: 1_809_334_800 }
  backend.devices = async () => devices.map((one) => (one.this ? { ...one, added: { by: 'kit' as const, stamp } } : one))
  show(backend)
  await press('way-safety')
  await press('safety-devices')
  expect(await screen.findByTestId('came-back')).toBeTruthy()
  expect((await screen.findAllByTestId('device-added'))[0]?.textContent).toContain('with recovery words')
})

test('a device that was being added goes on where it stopped, and can begin anew', async () => {
  const backend = fake('client')
  backend.deviceAdding = async ({ by }) => (by === 'device' ? { step: 'carryWelcome', welcome: 'CSWE LCOM' } : null)
  const invite = vi.spyOn(backend, 'inviteDevice')
  show(backend)
  await press('way-safety')
  await press('safety-devices')
  await press('device-add')
  await waitFor(async () => expect(await step()).toBe('carryWelcome'))
  await press('device-anew')
  await waitFor(() => expect(invite).toHaveBeenCalledOnce())
})

test('so does the new one, with what was begun last by the same way', async () => {
  const backend = fake('empty')
  const joining = (pairing: string, by: 'device' | 'kit') => ({ pairing, by, next: { step: 'takeOffer' as const, request: pairing } })
  backend.deviceJoins = async () => [joining('first', 'device'), joining('second', 'device'), joining('other way', 'kit')]
  const offer = vi.spyOn(backend, 'takeDeviceOffer')
  const stop = vi.spyOn(backend, 'devicePicturesDiffer')
  show(backend)
  await makeNotes('client')
  await press('join')
  await press('join-own')
  await waitFor(async () => expect(await step()).toBe('takeOffer'))
  await type('offer-in', 'x')
  await press('offer-take')
  expect(offer).toHaveBeenCalledWith({ pairing: 'second', message: 'x' })
  await press('device-anew')
  await waitFor(() => expect(stop).toHaveBeenCalledWith('second'))
  expect(await step()).toBe('notStarted')
})
