// The relationship of the stand-in: the next time, who is away, cards, hellos, what Karin has promised. No rules.

import type { Backend } from './backend'
import type { AwayView, CallOffView, CardView, Code, Ending, HelloView, MeetView, PromiseView, RelationView, Role, Saved } from './bindings'
import { AGREEMENT, now, PEOPLE, seconds } from './fake-story'

interface Relation {
  next: MeetView[]
  calledOff: CallOffView[]
  away: AwayView[]
  cards: CardView[]
  hellos: HelloView[]
  promises: PromiseView[]
}

const DAY = 86_400

function fail(code: Code): never {
  throw { code, figure: null }
}

/** The calendar day so many days from now. */
function ahead(days: number): string {
  return new Date((now() + days * DAY) * 1000).toISOString().slice(0, 10)
}

const stamp = (at: number) => ({ claimed: at, arrived: at + DAY })

/** The next time, as the story begins. */
export function meetings(): MeetView[] {
  return [
    {
      id: 'n1',
      by: 'keyworker',
      day: ahead(2),
      time: '14:30',
      place: 'Library, group room 2',
      who: 'Karin',
      standIn: 'Per Holm, 031-390 06 12',
      words: null,
      moved: false,
      stamp: stamp(seconds(5, 7)),
    },
  ]
}

/** Who is away, as the story begins. */
export function absences(): AwayView[] {
  return [
    {
      id: 'w1',
      by: 'keyworker',
      from: ahead(12),
      until: ahead(19),
      now: false,
      standIn: 'Per Holm',
      reach: '031-390 06 12',
      words: null,
      stamp: stamp(seconds(5, 7)),
    },
  ]
}

function promise(part: string, words: string, more: Partial<PromiseView>): PromiseView {
  return {
    part,
    version: `${part}-v`,
    words,
    wordsState: 'here',
    doer: 'keyworker',
    agreed: true,
    since: seconds(5, 3),
    day: ahead(3),
    open: true,
    endings: [],
    ...more,
  }
}

/** What Karin has promised, as the story begins. */
export function promises(): PromiseView[] {
  const kept = { id: 'e1', by: 'keyworker' as const, version: 'p-form-v', ending: 'done' as const, day: null, words: null, stamp: stamp(seconds(5, 6)) }
  return [
    promise('p-phone', 'I phone the landlord about the boiler.', {}),
    promise('p-form', 'I send the form for the room.', { day: null, open: false, endings: [kept], since: seconds(5, 2) }),
  ]
}

function begun(): Relation {
  return {
    next: meetings(),
    calledOff: [],
    away: absences(),
    cards: [
      {
        id: 'card1',
        by: 'client',
        card: { kind: 'aboutMe', words: 'I wake up late. Write to me after noon. I like to walk when I talk.' },
        wordsState: 'here',
        stamp: stamp(seconds(5, 2)),
      },
      {
        id: 'card2',
        by: 'keyworker',
        card: {
          kind: 'open',
          myRole: 'I am your keyworker. I am here from Monday to Thursday.',
          answersTo: 'Eva Lind, head of the house.',
          passesOn: 'When a child may be in danger, I must tell the social board.',
          writesElsewhere: 'A short note for the record after each meeting. You can read it.',
          words: '',
        },
        wordsState: 'here',
        stamp: stamp(seconds(5, 2)),
      },
    ],
    hellos: [{ id: 'h1', by: 'keyworker', words: 'Just so you don’t believe that I have forgotten you.', stamp: stamp(now() - 2 * 86_400) }],
    promises: promises(),
  }
}

/** The commands of the relationship, over one story in memory. */
export function relation(role: () => Role) {
  const world = begun()
  let made = 0
  const saved = (part: string | null = null): Saved => ({ act: `r${++made}`, part, at: now() })
  const fresh = () => ({ id: `r${made + 1}`, by: role(), stamp: { claimed: now(), arrived: null } })
  return {
    relation: async (): Promise<RelationView> =>
      structuredClone({
        agreement: AGREEMENT,
        role: role(),
        client: PEOPLE.client,
        keyworker: PEOPLE.keyworker,
        ...world,
        mayWrite: true,
      }),
    closeStep: async ({ part, version, ending, day, words }: Parameters<Backend['closeStep']>[0]) => {
      if (role() === 'keyworker' && ending !== 'done' && !words?.trim()) fail('reasonMissing')
      const known = world.promises.find((it) => it.part === part)
      if (known && role() === 'keyworker') close(known, { ...fresh(), version, ending, day, words })
      return saved(part)
    },
    hello: async ({ words }: Parameters<Backend['hello']>[0]) => {
      if (words.trim() === '') fail('wordsMissing')
      world.hellos.push({ ...fresh(), words })
      return saved()
    },
    eraseWords: async ({ act }: Parameters<Backend['eraseWords']>[0]) => {
      world.hellos = world.hellos.filter(({ id }) => id !== act)
      world.cards = world.cards.filter(({ id }) => id !== act)
      return saved()
    },
    saveCard: async ({ card }: Parameters<Backend['saveCard']>[0]) => {
      const own: CardView = { ...fresh(), card, wordsState: 'here' }
      world.cards = [...world.cards.filter(({ by }) => by !== role()), own].sort((a, b) => a.by.localeCompare(b.by))
      return saved()
    },
    away: async ({ from, until, standIn, reach, words }: Parameters<Backend['away']>[0]) => {
      if (until < from) fail('daysTurned')
      if (role() === 'keyworker' && (standIn.trim() === '' || reach.trim() === '')) fail('fieldMissing')
      world.away.push({ ...fresh(), from, until, now: from <= ahead(0), standIn, reach, words })
      return saved()
    },
    back: async ({ away }: Parameters<Backend['back']>[0]) => {
      world.away = world.away.filter(({ id }) => id !== away)
      return saved()
    },
    meet: async (ask: Parameters<Backend['meet']>[0]) => {
      const moved = world.next.length > 0
      if (ask.day === null && !moved) fail('nothingToAnswer')
      if (role() === 'keyworker' && moved && !ask.words?.trim()) fail('reasonMissing')
      const was = world.next[0]?.day ?? ''
      world.calledOff = ask.day === null ? [{ ...fresh(), day: was, words: ask.words }] : []
      world.next = ask.day === null ? [] : [set({ ...fresh(), moved }, ask, ask.day)]
      return saved()
    },
    linkDecision: async ({ decision }: Parameters<Backend['linkDecision']>[0]) => saved(decision),
    endAgreement: async () => saved(),
  }
}

function set(head: Pick<MeetView, 'id' | 'by' | 'stamp' | 'moved'>, ask: Parameters<Backend['meet']>[0], day: string): MeetView {
  const some = (text: string): string | null => (text.trim() === '' ? null : text)
  return { ...head, day, time: ask.time, place: some(ask.place), who: some(ask.who), standIn: some(ask.standIn), words: ask.words }
}

function close(known: PromiseView, ending: PromiseView['endings'][number]): void {
  const moved: Ending = 'changed'
  known.endings = [ending]
  known.open = ending.ending === moved && ending.day !== null
  known.day = ending.day ?? known.day
}
