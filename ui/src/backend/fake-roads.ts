// The stand-in's relay and nearby: what their screens look like, with nobody at the other end but a made-up Karin.

import type { Backend } from './backend'
import type { Code, NearbyEvent, RelayView, Role } from './bindings'
import { AGREEMENT, now, PEOPLE } from './fake-story'

const DAY = 86_400
const ADDRESS = 'https://relay.example.org'
const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><path d="M0 0h7v7h-7zM22 0h7v7h-7zM0 22h7v7h-7zM12 3h2v5h-2zM15 9h6v3h-6zM8 14h3v9h-3zM17 16h9v2h-9zM20 22h4v6h-4z"/></svg>'
/** A relay that nobody turned on. */
export const OFF: RelayView = {
  agreement: AGREEMENT,
  state: 'off',
  address: null,
  since: null,
  otherJoined: false,
  heard: null,
  lastSuccess: null,
  trouble: null,
  troubleSince: null,
  here: 0,
  atRelay: 0,
  onItsWay: 0,
  there: 0,
  fullness: null,
  oldRead: false,
}

function fail(code: Code): never {
  throw { code, figure: null }
}

/** What happens nearby when the other one is there. */
function meets(who: string, role: Role): NearbyEvent[] {
  return [
    { what: 'found' },
    { what: 'connected', talk: 1, who, role, own: false, agreements: [AGREEMENT] },
    { what: 'tookIn', talk: 1, arrival: { envelopes: [], applied: 3, waiting: 0, aside: 0, changed: [] } },
    { what: 'sent', talk: 1, acts: 2 },
    { what: 'done', talk: 1 },
  ]
}

function room(letters: string | null): NearbyEvent {
  return { what: 'room', letters, code: { code: 'H7TN 2QXM 40KD', qr: QR }, looking: true }
}

export function fakeRoads(world: { role: Role }) {
  let relay = OFF
  let before = OFF
  const listeners = new Set<(event: NearbyEvent) => void>()
  const tell = (event: NearbyEvent): void => listeners.forEach((listener) => listener(event))
  const other = (): Role => (world.role === 'client' ? 'keyworker' : 'client')
  const on = (address: string): RelayView => ({
    ...OFF,
    state: 'on',
    address,
    since: now() - 20 * DAY,
    heard: { who: other(), device: 'phone', at: now() - 9 * DAY },
    lastSuccess: now(),
    here: 1,
    atRelay: 2,
    there: 31,
  })
  return {
    relay: async () => relay,
    relaysKnown: async () => (relay.address ? [{ address: relay.address, agreements: 1 }] : []),
    takeRelay: async ({ text }: Parameters<Backend['takeRelay']>[0]) => {
      if (text === '') fail('relayCardWrong')
      return (relay = on(text?.startsWith('http') ? text : ADDRESS))
    },
    relayCard: async () => ({ code: 'M3QX 9DW4 T0HK B8JN 5RAV 6CZE 1PGY FS2K', qr: QR, until: now() + 7 * DAY, ready: true }),
    dropRelay: async () => {
      before = relay
      return (relay = OFF)
    },
    keepRelay: async () => (relay = before),
    openRoom: async () => tell(room('K7QM-4XD9')),
    enterRoom: async ({ letters }: { letters: string }) => {
      if (letters.includes('U')) fail('codeUnreadable')
      tell(room(null))
      tell({ what: 'fault', talk: null, code: 'roomApart' })
    },
    openNearby: async () => tell({ what: 'started', code: { code: 'H7TN 2QXM 40KD', qr: QR }, looking: true }),
    closeNearby: async () => tell({ what: 'closed' }),
    reachNearby: async ({ code }: { code: string }) => {
      if (code.length < 4) fail('codeUnreadable')
      meets(PEOPLE[other()], other()).forEach(tell)
    },
    onNearby: (listener: (event: NearbyEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
