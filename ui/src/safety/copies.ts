// Who has a copy: the devices and recovery words of the two, sorted for the screen. Which may be removed is a rule of the
// rooms; here the ones are offered that it could allow.

import type { Added, DeviceView, Role } from '../backend/bindings'

/** One holder of a copy. */
export interface Copy {
  id: string
  kind: 'this' | 'device' | 'kit' | 'removed'
  /** When it was last heard, as a moment. */
  heard: number | null
  /** How it was added; null for one that a person began with. */
  added: Added | null
  /** The first half of its fingerprint, in groups of four; empty for a card. */
  print: string
  removable: boolean
}

const PRINT_LETTERS = 32

/** Mine and theirs; in each, this device first, then those in use, the card, and what was removed. */
export function copiesOf(devices: DeviceView[], reader: Role): { mine: Copy[]; theirs: Copy[] } {
  const sorted = (own: boolean): Copy[] =>
    devices
      .filter(({ owner }) => (owner === reader) === own)
      .map((device) => copyOf(device, own))
      .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
  return { mine: sorted(true), theirs: sorted(false) }
}

/** This device came back by the recovery words, and another of its person's is still in use: perhaps the lost one. */
export function cameBack(mine: Copy[]): boolean {
  return mine.some(({ kind, added }) => kind === 'this' && added?.by === 'kit') && mine.some(({ kind }) => kind === 'device')
}

const ORDER: Copy['kind'][] = ['this', 'device', 'kit', 'removed']

function copyOf(device: DeviceView, own: boolean): Copy {
  const kind = device.this ? 'this' : device.removed ? 'removed' : device.kit ? 'kit' : 'device'
  return { id: device.id, kind, heard: device.heard, added: device.added, print: printOf(device.fingerprint), removable: own && kind === 'device' }
}

function printOf(fingerprint: string | null): string {
  return (fingerprint?.slice(0, PRINT_LETTERS).match(/.{1,4}/g) ?? []).join(' ')
}
