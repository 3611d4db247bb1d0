// The stand-in's part for one's own data and safety: lock times, copies, devices. In memory, for design work and tests.

import type { Backend } from './backend'
import type { Code, DevicePairing, DeviceView, DisclosureView, LockTimes, NoticeChoice, Role, Session } from './bindings'
import { AGREEMENT, now, seconds } from './fake-story'

interface Safe {
  session: Session | null
  role: Role
  vaults: { id: string; name: string; waitSeconds: number }[]
}

const PICTURES = ['dog', 'umbrella', 'apple', 'train', 'moon', 'key', 'guitar'].map((name, at) => ({
  name,
  symbol: ['🐶', '☂️', '🍎', '🚂', '🌙', '🔑', '🎸'][at] ?? '',
}))
const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><path d="M0 0h7v7h-7zM22 0h7v7h-7zM0 22h7v7h-7zM10 2h2v5h-2zM14 9h6v3h-6zM9 14h3v9h-3zM16 17h9v2h-9zM20 22h4v6h-4z"/></svg>'
const TEXT = 'CSDV-7Q2M-4XK9-WD3T-0HJB-8RNA-5V6C-ZE1P-GYFS'
const PRINT = '7f3a91c2d05e48b6a1f9034cde7b2860'.repeat(2)

function fail(code: Code): never {
  throw { code, figure: null }
}

function devicesOf(role: Role): DeviceView[] {
  const other: Role = role === 'client' ? 'keyworker' : 'client'
  const device = (id: string, owner: Role, more: Partial<DeviceView>): DeviceView => ({
    id,
    owner,
    kit: false,
    this: false,
    removed: false,
    fingerprint: PRINT,
    heard: null,
    added: null,
    ...more,
  })
  return [
    device('d-kit', role, { kit: true, fingerprint: null }),
    device('d-tablet', role, {
      heard: seconds(4, 28),
      added: { by: 'device', stamp: { claimed: seconds(4, 2), arrived: seconds(4, 2) } },
    }),
    device('d-here', role, { this: true }),
    device('d-other', other, { heard: seconds(5, 6) }),
    device('d-other-kit', other, { kit: true, fingerprint: null }),
  ]
}

const OUT: DisclosureView[] = [
  {
    id: 'o-record',
    by: 'keyworker',
    how: 'record',
    words: 'Agreed\n- I want to live in my own place again.',
    under: null,
    label: null,
    stamp: { claimed: seconds(5, 6), arrived: seconds(5, 6) },
  },
  {
    id: 'o-use',
    by: 'keyworker',
    how: 'use',
    words: 'Karin phoned Dr Lund.',
    under: 'May Karin ask Dr Lund for my new prescription, until 1 June?',
    label: 'beforeTheyKnew',
    stamp: { claimed: seconds(5, 3), arrived: seconds(5, 4) },
  },
]

/** The commands of safety and devices over the stand-in's world. */
export function fakeSafety(world: Safe) {
  let times: LockTimes = { idleMinutes: 10, awaySeconds: 120 }
  let notices = false
  let devices = devicesOf(world.role)
  let restored = 0
  const file = (name: string) => ({
    path: `/home/someone/Documents/Countersign/${name}`,
    name,
    folder: '/home/someone/Documents/Countersign',
    bytes: 204_800,
    acts: 0,
  })
  const step = async (next: DevicePairing, message = TEXT): Promise<DevicePairing> => (message === '' ? fail('pairingWrong') : next)
  return {
    touch: async () => undefined,
    copied: async () => undefined,
    abilities: async () => ({ pdf: true, notices: true }),
    notices: async () => notices,
    chooseNotices: async ({ on }: NoticeChoice) => {
      notices = on
    },
    lockTimes: async () => times,
    chooseLockTimes: async (chosen: LockTimes) => {
      times = chosen
    },
    renameVault: async ({ name }: { name: string }) => {
      if (name.trim() === '') fail('nameMissing')
      world.session = { ...(world.session ?? fail('locked')), name }
      return world.session
    },
    replacePassphrase: async ({ old, new: next }: { old: string; new: string }) => {
      if (old.length < 8) fail('wrongPassphrase')
      if (next.length < 8) fail('passphraseShort')
    },
    eraseVault: async ({ passphrase }: { passphrase: string }) => {
      if (passphrase.length < 8) fail('wrongPassphrase')
      world.vaults = world.vaults.filter(({ id }) => id !== world.session?.vault)
      world.session = null
    },
    disclosures: async () => OUT,
    saveBackup: async () => file('notes-2027-05-09.backup'),
    takeBackupPiece: async ({ first, bytes }: { first: boolean; bytes: number[] }) => (restored = (first ? 0 : restored) + bytes.length),
    restoreBackup: async ({ name, passphrase, words }: Parameters<Backend['restoreBackup']>[0]) => {
      if ((passphrase === null) === (words === null)) fail('fieldMissing')
      if (passphrase !== null && passphrase.length < 8) fail('wrongPassphrase')
      world.session = { vault: 'v3', name, role: world.role, kitChecked: true, copyOf: seconds(5, 3) }
      return world.session
    },
    dropBackup: async () => undefined,
    devices: async () => devices,
    removeDevice: async ({ device }: { device: string }) => {
      devices = devices.map((one) => (one.id === device ? { ...one, removed: true } : one))
      return { act: 'act', part: null, at: now() }
    },
    deviceAdding: async () => null,
    deviceJoins: async () => [],
    addByKit: async ({ words }: { words: string }) =>
      words.trim().split(/\s+/u).length === 24
        ? step({ step: 'carryAddition', addition: TEXT, agreement: AGREEMENT, sameWords: true })
        : fail('kitWordsDiffer'),
    addReturning: async ({ message }: { message: string }) => step({ step: 'returned', agreement: AGREEMENT }, message),
    inviteDevice: async () =>
      step({ step: 'takeRequest', invite: { code: 'K7QM 4XD9 W3T0 HJB8 RNA5 V6CZ E1PG YFS2', qr: QR, until: now() + 604_800 } }),
    takeDeviceRequest: async ({ message }: { message: string }) => step({ step: 'takeWord', offer: TEXT, pictures: PICTURES }, message),
    addDevice: async ({ message }: { message: string }) => step({ step: 'carryWelcome', welcome: TEXT }, message),
    devicePicturesDiffer: async () => undefined,
    takeDeviceCode: async ({ code, by }: Parameters<Backend['takeDeviceCode']>[0]) =>
      code.length < 8 ? fail('codeUnreadable') : { pairing: 'pairing', by, next: await step({ step: 'takeOffer', request: TEXT }) },
    takeDeviceOffer: async ({ message }: { message: string }) => step({ step: 'compare', pictures: PICTURES }, message),
    devicePicturesSame: async () => step({ step: 'takeWelcome', word: TEXT }),
    takeDeviceWelcome: async ({ message }: { message: string }) => step({ step: 'done', agreement: AGREEMENT }, message),
    saveDeviceMessage: async () => file('device.countersign'),
  } satisfies Partial<Backend>
}
