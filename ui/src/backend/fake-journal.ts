// The journal of the stand-in: contacts in two voices, check-ins, how near a goal is, and a history as long as asked.
//
// `?long=3000` makes the history as long as two years are; a copied device and a gap stand in it. No rules.

import type { Backend } from './backend'
import type {
  CheckinView,
  ContactView,
  Happened,
  HistoryEntry,
  NearView,
  Role,
  Saved,
  SharedCheckin,
  Theme,
} from './bindings'
import { history, now, seconds } from './fake-story'

interface Journal {
  contacts: ContactView[]
  checkins: CheckinView[]
}

const DAY = 86_400

function contact(id: string, by: Role, day: number, whom: string, words: string, part: string | null): ContactView {
  const at = seconds(5, day)
  return { id, by, at, stamp: { claimed: at, arrived: at + DAY }, whom, words, mandate: part && 'v', part, voices: [] }
}

function contacts(): ContactView[] {
  const dr = contact('c2', 'keyworker', 3, 'Dr Lund', 'I asked when the new prescription is ready. She did not want to talk about it.', null)
  dr.voices = [
    { id: 'c2a', by: 'client', contests: true, words: 'She told me that you did not ask.', stamp: { claimed: seconds(5, 4), arrived: null } },
    { id: 'c2b', by: 'keyworker', contests: false, words: 'I should have asked more clearly. I will phone again.', stamp: { claimed: seconds(5, 5), arrived: seconds(5, 5) } },
  ]
  return [
    contact('c1', 'keyworker', 1, 'the pharmacy', 'They open at 9 on Fridays.', 'p-pharmacy'),
    dr,
    contact('c3', 'client', 6, 'my sister', 'She can come on Sunday.', null),
  ]
}

function checkins(): CheckinView[] {
  const one = (id: string, day: number, near: number, words: string, shared: string | null): CheckinView => ({
    id,
    at: seconds(5, day),
    topics: [
      { name: 'Sleep', figure: (near + 2) % 10, goal: null },
      { name: 'I want to live in my own place again.', figure: near, goal: 'p-want' },
    ],
    words,
    shared,
  })
  return [
    one('k3', 8, 6, 'I looked at a room. It has a window to the yard.', null),
    one('k2', 5, 3, 'Slept badly. The forms are long.', 's2'),
    one('k1', 3, 5, '', null),
  ]
}

function shared(journal: Journal): SharedCheckin[] {
  return journal.checkins
    .filter((one) => one.shared !== null)
    .map((one) => ({ id: one.shared ?? '', stamp: { claimed: one.at, arrived: one.at + DAY }, topics: one.topics, words: one.words || null }))
}

function nears(journal: Journal, role: Role): NearView[] {
  const said = journal.checkins.flatMap((one) =>
    one.topics
      .filter(({ goal }) => goal === 'p-want')
      .map(({ figure }) => ({ at: one.at, near: figure, private: one.shared === null })),
  )
  const seen = said.filter((one) => role === 'client' || !one.private)
  const first = { at: seconds(4, 20), near: 2, private: false }
  return [
    {
      goal: 'p-want',
      words: 'I want to live in my own place again.',
      said: [first, { at: seconds(5, 1), near: 4, private: false }, ...seen].sort((a, b) => a.at - b.at),
    },
  ]
}

const THEMES: Partial<Record<Happened, Theme>> = {
  founded: 'keeping',
  joined: 'keeping',
  received: 'keeping',
  contact: 'journal',
  contactContested: 'journal',
  checkin: 'journal',
  used: 'powers',
}

function line(id: string, by: Role, happened: Happened, words: string | null, at: number): HistoryEntry {
  const arrived = by === 'keyworker' ? at + 2 * DAY : null
  return { id, by, happened, part: null, about: null, was: null, words, wordsState: 'here', twin: false, stamp: { claimed: at, arrived }, passed: 'counts' }
}

/** Newest last, as long as the address asks for. */
function lines(): HistoryEntry[] {
  const story = history()
  const more: HistoryEntry[] = [
    line('h9', 'keyworker', 'contact', 'They open at 9 on Fridays.', seconds(5, 8)),
    line('h10', 'client', 'checkin', 'Sleep: 5\nSlept badly. The forms are long.', seconds(5, 8)),
    line('h11', 'keyworker', 'received', null, seconds(5, 8)),
    line('h12', 'keyworker', 'received', null, seconds(5, 9)),
    { ...line('h13', 'keyworker', 'used', null, seconds(5, 9)), wordsState: 'erased' },
    { ...line('h14', 'client', 'paused', null, seconds(5, 9)), twin: true },
    { ...line('h15', 'client', 'resumed', null, seconds(5, 9)), twin: true },
    { ...line('h16', 'keyworker', 'suggested', null, seconds(5, 10)), part: 'p-meet', was: 'Tuesdays and Fridays at 10. If Karin is away: Per.', words: 'Mondays and Fridays at 10. If Karin is away: Per.' },
    { ...line('h17', 'keyworker', 'replied', null, seconds(5, 10)), passed: 'waits', wordsState: 'notHere' },
  ]
  const long = Number(new URLSearchParams(globalThis.location?.search ?? '').get('long') ?? 0)
  const old = Array.from({ length: Math.max(0, long - story.length - more.length) }, (_, at) =>
    line(`o${at}`, at % 3 ? 'client' : 'keyworker', at % 5 ? 'checkin' : 'contact', `Line ${at}: the bus was late, and we talked about the rent and the forms.`, now() - (long - at) * DAY * 0.24 - 300 * DAY),
  )
  return [...old, ...story, ...more]
}

/** The commands of the journal. */
export function journal(role: () => Role) {
  const kept: Journal = { contacts: contacts(), checkins: checkins() }
  const all = lines()
  const saved = (): Promise<Saved> => Promise.resolve({ act: `j${now()}`, part: null, at: now() })
  return {
    history: async ({ part, theme, before, most }: Parameters<Backend['history']>[0]) => {
      const end = before === null ? all.length : all.findIndex(({ id }) => id === before)
      const asked = all
        .slice(0, end)
        .reverse()
        .filter((one) => (part === null || one.part === part) && (theme === null || (THEMES[one.happened] ?? 'words') === theme))
      return {
        entries: asked.slice(0, most),
        more: asked.length > most,
        gaps: true,
        copied: ['client' as const],
        number: 'aaaa bbbb cccc dddd eeee ffff 0000 1111',
      }
    },
    contacts: async () => kept.contacts,
    addContact: async ({ whom, words, mandate }: Parameters<Backend['addContact']>[0]) => {
      if (whom.trim() === '' || words.trim() === '') throw { code: 'wordsMissing', figure: null }
      const made = contact(`c${now()}`, role(), 1, whom, words, mandate)
      kept.contacts = [...kept.contacts, { ...made, at: now(), stamp: { claimed: now(), arrived: null } }]
      return saved()
    },
    voice: async ({ contact: id, contests, words }: Parameters<Backend['voice']>[0]) => {
      if (!contests && !words?.trim()) throw { code: 'wordsMissing', figure: null }
      const voice = { id: `x${now()}`, by: role(), contests, words, stamp: { claimed: now(), arrived: null } }
      kept.contacts = kept.contacts.map((one) => (one.id === id ? { ...one, voices: [...one.voices, voice] } : one))
      return saved()
    },
    checkins: async () => (role() === 'client' ? kept.checkins : []),
    addCheckin: async ({ checkin }: Parameters<Backend['addCheckin']>[0]) => {
      if (checkin.topics.length === 0 && checkin.words.trim() === '') throw { code: 'wordsMissing', figure: null }
      const made: CheckinView = { id: `k${kept.checkins.length + 1}`, at: now(), ...checkin, shared: null }
      kept.checkins = [made, ...kept.checkins]
      return made
    },
    shareCheckin: async ({ id }: { id: string }) => {
      kept.checkins = kept.checkins.map((one) => (one.id === id ? { ...one, shared: `s${id}` } : one))
      return saved()
    },
    sharedCheckins: async () => shared(kept),
    nears: async () => nears(kept, role()),
    saveCopy: async ({ form }: Parameters<Backend['saveCopy']>[0]) => {
      const folder = '/home/someone/Documents/Countersign'
      const names = form === 'data' ? ['agreement.json'] : ['proof-1.json', 'proof-2.json']
      return names.map((name) => ({ path: `${folder}/${name}`, name, folder, bytes: 4208, acts: 0 }))
    },
  }
}
