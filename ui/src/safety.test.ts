// Start, connecting, locking and one's own data, with the stand-in behind the window: what a person does and what is asked of the rooms.

import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Backend } from './backend/backend'
import type { Change } from './backend/bindings'
import { fake } from './backend/fake'
import { makeNotes, onStage, patiently, press as pressOnly, show, type } from './stage'

const WORDS = 'I want to live in my own place again.'
let backend: Backend
let tell: (change: Change) => void
let taps = 0

function start(as: string | null): void {
  backend = fake(as)
  backend.onChange = (listener) => {
    tell = listener
    return () => undefined
  }
  show(backend)
}

async function press(testid: string): Promise<void> {
  taps += 1
  await pressOnly(testid)
}

// In the system's own chooser: one tap on the file, one on Open.
async function carry(testid: string, text: string): Promise<void> {
  taps += 3
  const file = new File([text], 'device.countersign')
  await fireEvent.change(await screen.findByTestId(testid), { target: { files: [file] } })
}

onStage()
patiently()

beforeEach(() => {
  taps = 0
})

describe('the first ten minutes', () => {
  test('Magda types one sentence, and has a part to send in at most 25 taps', async () => {
    start('empty')
    const suggest = vi.spyOn(backend, 'suggest')
    await press('create')
    await press('role-client')
    taps += 1
    await type('first-words', WORDS)
    await press('first-go')
    await press('use-offered')
    await press('create-vault')
    await press('kit-later')
    await press('join')
    await carry('code-file', 'K7QM 4XD9 W3T0')
    await press('request-save')
    await carry('offer-file', 'CSPR-7Q2M')
    await press('pictures-same')
    await carry('welcome-file', 'CSPR-7Q2M')
    await press('pair-first')
    await press('kind-goal')
    await waitFor(() => expect((screen.getByTestId('words') as HTMLTextAreaElement).value).toBe(WORDS))
    await press('suggest-go')
    await waitFor(() => expect(suggest.mock.calls[0]?.[0].words).toBe(WORDS))
    // Back to the agreement, Send and receive, Make a file.
    taps += 3
    expect(taps).toBeLessThanOrEqual(25)
  })

  test('nothing is asked of the rooms before the last question, and Back keeps what was written', async () => {
    start('empty')
    const create = vi.spyOn(backend, 'createVault')
    const draft = vi.spyOn(backend, 'saveDraft')
    await press('create')
    await press('role-client')
    await type('first-words', WORDS)
    await press('first-go')
    await press('back')
    expect((await screen.findByTestId<HTMLTextAreaElement>('first-words')).value).toBe(WORDS)
    expect(create).not.toHaveBeenCalled()
    expect(draft).not.toHaveBeenCalled()
    await press('first-go')
    await type('new-passphrase', 'a river in the morning')
    await press('create-vault')
    await waitFor(() => expect(draft).toHaveBeenCalledWith({ place: 'first', text: JSON.stringify({ words: WORDS }) }))
    expect(create.mock.calls[0]?.[0]).toEqual({ name: 'My notes', role: 'client', passphrase: 'a river in the morning' })
  })

  test('a keyworker is not asked for first words, and nobody is told a role that was chosen for them', async () => {
    start('empty')
    await press('create')
    expect(document.querySelectorAll('[aria-pressed="true"]:not([data-testid^="language-"])')).toHaveLength(0)
    await press('role-keyworker')
    await screen.findByTestId('new-passphrase')
    expect(screen.queryByTestId('first-words')).toBeNull()
  })

  test('alone, the first words stay in reach and private', async () => {
    start('empty')
    await press('create')
    await press('role-client')
    await type('first-words', WORDS)
    await press('first-go')
    await press('use-offered')
    await press('create-vault')
    await press('kit-later')
    await waitFor(() => expect((screen.getByTestId('first-kept') as HTMLTextAreaElement).value).toBe(WORDS))
  })
})

describe('locking by itself', () => {
  test('a warning says how long, a touch stays, and the rooms are told', async () => {
    start('client')
    const touch = vi.spyOn(backend, 'touch')
    await screen.findByTestId('look')
    tell({ what: 'locksSoon', seconds: 30 })
    const warning = await screen.findByTestId('locks-soon')
    expect(warning.getAttribute('role')).toBe('alert')
    expect(warning.textContent).toContain('30 seconds')
    await press('stay')
    expect(touch).toHaveBeenCalled()
    await waitFor(() => expect(screen.queryByTestId('locks-soon')).toBeNull())
  })

  test('what was typed is kept when it is warned', async () => {
    start('client')
    const draft = vi.spyOn(backend, 'saveDraft')
    await press('way-suggest')
    await press('kind-purpose')
    await type('words', WORDS)
    draft.mockClear()
    tell({ what: 'locksSoon', seconds: 0 })
    await waitFor(() => expect(draft.mock.calls.some(([{ text }]) => text?.includes(WORDS))).toBe(true))
  })

  test('when the rooms have locked, nothing of anybody is on the screen', async () => {
    start('client')
    await screen.findByTestId('look')
    tell({ what: 'locked' })
    await screen.findByTestId('passphrase')
    expect(document.body.textContent).not.toContain('Karin')
  })

  test('touches are told at most every five seconds', async () => {
    start('client')
    const touch = vi.spyOn(backend, 'touch')
    await screen.findByTestId('look')
    for (let at = 0; at < 20; at += 1) await fireEvent.keyDown(window, { key: 'a' })
    expect(touch.mock.calls.length).toBeLessThanOrEqual(1)
  })
})

describe('my data and safety', () => {
  test('lock times are kept at once', async () => {
    start('client')
    const choose = vi.spyOn(backend, 'chooseLockTimes')
    await press('way-safety')
    await press('safety-times')
    await fireEvent.click(await screen.findByTestId('idle-3'))
    await waitFor(() => expect(choose).toHaveBeenCalledWith({ idleMinutes: 3, awaySeconds: 120 }))
  })

  test('notices are off until somebody chooses them, and are kept at once', async () => {
    start('client')
    const choose = vi.spyOn(backend, 'chooseNotices')
    await press('way-safety')
    await press('safety-notices')
    expect((await screen.findByTestId<HTMLInputElement>('notices-off')).checked).toBe(true)
    await press('notices-on')
    await waitFor(() => expect(choose).toHaveBeenCalledWith({ on: true, language: 'en' }))
    await press('back')
    expect((await screen.findByTestId('safety-notices')).textContent).toContain('A notice without names')
  })

  test('notices are not offered where the system shows none', async () => {
    start('client')
    vi.spyOn(backend, 'abilities').mockResolvedValue({ pdf: false, notices: false })
    await press('way-safety')
    await screen.findByTestId('safety-times')
    await screen.findByText(/10 minutes/)
    expect(screen.queryByTestId('safety-notices')).toBeNull()
  })

  test('only a device of one’s own can be removed, and what that does is said first', async () => {
    start('client')
    const remove = vi.spyOn(backend, 'removeDevice')
    await press('way-safety')
    await press('safety-devices')
    expect(await screen.findAllByTestId('device')).toHaveLength(5)
    expect(screen.getAllByTestId('remove')).toHaveLength(1)
    await press('remove')
    expect(remove).not.toHaveBeenCalled()
    expect((await screen.findByTestId('remove-go')).className).toBe(screen.getByTestId('remove-keep').className)
    await press('remove-go')
    await waitFor(() => expect(remove.mock.calls[0]?.[0].device).toBe('d-tablet'))
  })

  test('erasing everything takes the passphrase', async () => {
    start('client')
    const erase = vi.spyOn(backend, 'eraseVault')
    await press('way-safety')
    await press('safety-erase')
    await press('erase-go')
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('wrongPassphrase')
    await type('erase-passphrase', 'a river in the morning')
    await press('erase-go')
    await waitFor(() => expect(erase).toHaveBeenLastCalledWith({ passphrase: 'a river in the morning' }))
    expect(await screen.findByTestId('create')).toBeTruthy()
  })

  test('what went out names the record and each use with its label', async () => {
    start('client')
    await press('way-safety')
    await press('safety-out')
    const out = await screen.findAllByTestId('went-out')
    expect(out.map((one) => one.dataset.how)).toEqual(['record', 'use'])
    expect(out[1]?.textContent).toContain('Before Karin knew')
  })

  test('a copy of everything says where it lies', async () => {
    start('client')
    await press('way-safety')
    await press('safety-copy')
    await press('copy-go')
    expect((await screen.findByTestId('copy-path')).textContent).toContain('.backup')
  })

  test('at the first agreement the recovery words and a second copy are offered', async () => {
    start('empty')
    await makeNotes('client')
    await press('join')
    await type('code', 'K7QM 4XD9 W3T0')
    await press('join-go')
    await type('offer-in', 'x')
    await press('offer-take')
    await press('pictures-same')
    await type('welcome-in', 'x')
    await press('welcome-take')
    expect(await screen.findByTestId('spare-kit')).toBeTruthy()
    expect(await screen.findByTestId('spare-copy')).toBeTruthy()
  })
})

describe('bringing back a copy', () => {
  test('a large file is handed over in pieces, in order', async () => {
    start(null)
    const take = vi.spyOn(backend, 'takeBackupPiece')
    const restore = vi.spyOn(backend, 'restoreBackup')
    await press('restore')
    const file = new File([new Uint8Array(2 * 1024 * 1024 + 5)], 'notes.backup')
    await fireEvent.change(await screen.findByTestId('restore-file'), { target: { files: [file] } })
    await screen.findByTestId('restore-here')
    expect(take.mock.calls.map(([{ first, bytes }]) => [first, bytes.length])).toEqual([
      [true, 1024 * 1024],
      [false, 1024 * 1024],
      [false, 5],
    ])
    await fireEvent.click(await screen.findByTestId('restore-by-passphrase'))
    await type('restore-passphrase', 'a river in the morning')
    await press('restore-go')
    await waitFor(() => expect(restore.mock.calls[0]?.[0]).toMatchObject({ passphrase: 'a river in the morning', words: null }))
    // How old it is, is said before anybody goes on with it.
    expect((await screen.findByTestId('restore-from')).textContent).toContain('This copy is from 3\u00a0May.')
    await press('restore-on')
    await waitFor(() => expect(screen.queryByTestId('restore-from')).toBeNull())
  })
})

describe('several people, one device', () => {
  test('the name is chosen first, and wrong tries of before are told', async () => {
    backend = fake(null)
    const vaults = [
      { id: 'v1', name: 'Magda', waitSeconds: 0 },
      { id: 'v2', name: 'Kitchen tablet', waitSeconds: 30 },
    ]
    vi.spyOn(backend, 'home').mockResolvedValue({ vaults, open: null, language: null })
    const open = vi.spyOn(backend, 'openVault')
    show(backend)
    await fireEvent.click(await screen.findByTestId('vault-v1'))
    expect(screen.queryByTestId('waits')).toBeNull()
    await fireEvent.click(screen.getByTestId('vault-v2'))
    expect((await screen.findByTestId('waits')).textContent).toContain('Wait 30 seconds')
    await type('passphrase', 'a river in the morning')
    await press('open')
    await waitFor(() => expect(open.mock.calls[0]?.[0].vault).toBe('v2'))
  })
})

describe('when the home can’t be opened', () => {
  test('the lock says what happened, and tries again', async () => {
    backend = fake(null)
    const home = vi.spyOn(backend, 'home').mockRejectedValue({ code: 'homeUnusable', figure: null })
    show(backend)
    expect((await screen.findByTestId('trouble')).dataset.code).toBe('homeUnusable')
    expect(screen.queryByTestId('create')).toBeNull()
    home.mockRestore()
    await press('again')
    expect(await screen.findByTestId('passphrase')).toBeTruthy()
  })
})
