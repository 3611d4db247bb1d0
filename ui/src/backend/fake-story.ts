// The story that the stand-in tells: Magda and Karin in May, as in the look book. Data for screens, no rules.

import type {
  AgreementEntry,
  Answer,
  Deed,
  HistoryEntry,
  PartEntry,
  PartView,
  Role,
  Standing,
  Terms,
  UseView,
  VersionView,
} from './bindings'
import { meetings, promises } from './fake-relation'

export const AGREEMENT = 'a'.repeat(64)
export const PEOPLE: Record<Role, string> = { client: 'Magda', keyworker: 'Karin' }

const YEAR = new Date().getFullYear()

/** Unix seconds of noon on a day of this year. */
export function seconds(month: number, day: number): number {
  return Math.floor(new Date(YEAR, month - 1, day, 12).getTime() / 1000)
}

let count = 0

/** A name that nothing has had before. */
export function named(kind: string): string {
  count += 1
  return `${kind}-made-${count}`
}

export function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** A version with nothing answered. */
export function version(
  id: string,
  by: Role,
  words: string,
  terms: Terms,
  more: Partial<VersionView> = {},
): VersionView {
  return {
    id,
    by,
    stamp: { claimed: seconds(5, 2), arrived: by === 'client' ? null : seconds(5, 3) },
    words,
    wordsState: 'here',
    language: '',
    terms,
    reason: null,
    parents: [],
    answersTo: null,
    holds: false,
    open: true,
    answers: [],
    ...more,
  }
}

function part(role: Role, id: string, word: Standing, versions: VersionView[], more: Partial<PartView> = {}): PartView {
  const last = versions.at(-1)
  return {
    agreement: AGREEMENT,
    id,
    kind: last?.terms.kind ?? 'purpose',
    title: (last?.words ?? '').slice(0, 80),
    role,
    client: PEOPLE.client,
    keyworker: PEOPLE.keyworker,
    standing: { word, since: seconds(5, 7), by: null, cause: null, also: [] },
    owes: null,
    suggestedBy: versions[0]?.by ?? 'client',
    agreed: null,
    leads: last?.id ?? '',
    ask: null,
    mineYes: null,
    mine: null,
    refusedBefore: false,
    versions,
    sayings: [],
    holds: [],
    uses: [],
    endings: [],
    close: null,
    decision: null,
    may: ['suggest'],
    ...more,
  }
}

function answered(id: string, by: Role, answer: Answer, words: string | null): VersionView['answers'][number] {
  return {
    id,
    by,
    answer,
    words,
    day: null,
    stamp: { claimed: seconds(5, 3), arrived: by === 'client' ? null : seconds(5, 4) },
    live: true,
  }
}

function mandate(task: string, toward: string, about: string, until: string): Terms {
  return { kind: 'mandate', task, toward, about, until: `${YEAR}-${until}` }
}

function used(id: string, at: number, words: string, label: UseView['label']): UseView {
  return { id, version: 'v', at, stamp: { claimed: at, arrived: at + 86_400 }, words, label, fine: null, reply: null }
}

function agreedPart(role: Role, id: string, made: VersionView, more: Partial<PartView> = {}): PartView {
  const power = made.terms.kind === 'mandate'
  const may: Deed[] = [
    'takeBack',
    'suggest',
    'feltPushed',
    'sayDifferently',
    ...(power ? (['pause', 'answerUse'] as const) : []),
  ]
  return part(role, id, 'bothAgree', [{ ...made, holds: true }], {
    agreed: made.id,
    mineYes: made.id,
    mine: {
      id: `${id}-mine`,
      version: made.id,
      answer: 'yes',
      stamp: { claimed: seconds(5, 7), arrived: null },
      delivered: {
        who: role === 'client' ? 'keyworker' : 'client',
        device: role === 'client' ? 'laptop' : 'phone',
        at: seconds(5, 8),
      },
      pushedOnlyMe: false,
    },
    may: role === 'client' ? may : ['takeBack', 'suggest', ...(power ? (['use', 'hold'] as const) : [])],
    ...more,
  })
}

const PHARMACY = version(
  'v-pharmacy',
  'keyworker',
  `May Karin talk to the pharmacy about when I can collect, until 1\u00a0June?`,
  mandate('talk to', 'the pharmacy', 'when I can collect', '06-01'),
)
const LUND = version(
  'v-lund',
  'keyworker',
  `May Karin ask Dr Lund for my new prescription, until 1\u00a0June?`,
  mandate('ask', 'Dr Lund', 'my new prescription', '06-01'),
)
const ANNA = version(
  'v-anna',
  'keyworker',
  `May Karin talk to Anna at the housing office about my rent, until 1\u00a0July?`,
  mandate('talk to', 'Anna at the housing office', 'my rent', '07-01'),
  {
    reason: 'Anna only talks to people you have said yes to.',
  },
)
const STEP: Extract<Terms, { kind: 'step' }> = { kind: 'step', doer: 'client', by: null, goal: null }

function refusedPart(role: Role): PartView {
  const made = version('v-office', 'keyworker', 'I phone my sister from the office, three evenings a week.', STEP, {
    reason: 'The office has a phone and it is quiet in the evening.',
    answers: [answered('n1', 'client', 'no', 'I want to be alone when I talk to her. The office has a window.')],
  })
  const mine = answered('n1', 'client', 'no', 'I want to be alone when I talk to her. The office has a window.')
  return part(role, 'p-sister', 'notAgreed', [made], {
    owes: { who: 'keyworker', wants: 'answer', since: now() - 4 * 86_400, day: null, said: mine.words, saidDay: null },
    ask: role === 'client' ? made.id : null,
    mineYes: role === 'keyworker' ? made.id : null,
    mine:
      role === 'client'
        ? {
            id: mine.id,
            version: made.id,
            answer: 'no',
            stamp: mine.stamp,
            delivered: { who: 'keyworker', device: 'laptop', at: now() - 3 * 86_400 },
            pushedOnlyMe: false,
          }
        : null,
    may: role === 'client' ? ['answer', 'suggest', 'sayDifferently'] : ['reply', 'suggest'],
  })
}

function twoPart(role: Role): PartView {
  const hers = version('v-own-room', 'client', 'I phone my sister every evening, 20 minutes, in my own room.', STEP, {
    stamp: { claimed: seconds(5, 8), arrived: null },
  })
  const karins = version(
    'v-small-room',
    'keyworker',
    'I phone my sister three evenings a week, 20 minutes, in the small room.',
    STEP,
    {
      stamp: { claimed: seconds(5, 9), arrived: seconds(5, 9) },
      reason: 'There is one phone, and it stays in the small room.',
    },
  )
  return part(role, 'p-two', 'twoSuggestions', [hers, karins], {
    ask: role === 'client' ? karins.id : hers.id,
    mineYes: role === 'client' ? hers.id : karins.id,
    may: ['answer', 'suggest', 'takeBack', 'sayDifferently'],
  })
}

function meetingPart(role: Role): PartView {
  const terms: Terms = { kind: 'arrangement', standIn: 'Per', until: null }
  const old = version('v-tuesdays', 'client', 'Tuesdays and Fridays at 10. If Karin is away: Per.', terms, {
    holds: true,
  })
  const fresh = version('v-mondays', 'keyworker', 'Mondays and Fridays at 10. If Karin is away: Per.', terms, {
    reason: 'On Tuesdays I am in court.',
  })
  return part(role, 'p-meet', 'newSuggestion', [old, fresh], {
    agreed: old.id,
    leads: old.id,
    ask: role === 'client' ? fresh.id : null,
    mineYes: old.id,
    may: ['answer', 'suggest', 'takeBack'],
  })
}

function decisionPart(role: Role): PartView {
  const terms: Terms = {
    kind: 'decision',
    decidedBy: 'The administrative court',
    law: 'LVM, section\u00a04',
    from: `${YEAR}-04-28`,
    until: `${YEAR}-10-28`,
    choices: ['When you and Karin meet', 'Who Karin may talk to for you', 'What you want to work on'],
    appeal: 'Write: “I appeal”, the date, your name. Send it to the court.',
    appealUntil: `${YEAR}-05-19`,
    helper: { name: 'Sara Lind, your lawyer,', number: '031-390 06 12' },
    overrides: null,
  }
  const made = version(
    'v-decision',
    'keyworker',
    'Magda stays at Ekbacken, until 28\u00a0October at the latest.',
    terms,
    { stamp: { claimed: seconds(4, 30), arrived: seconds(4, 30) } },
  )
  return part(role, 'p-decision', 'decided', [made], {
    decision: { seen: null, disagreed: null, disagreedWords: null, overrides: null, refused: false, linkable: [] },
    may: role === 'client' ? ['seen', 'disagree'] : [],
  })
}

/** The parts of the agreement for one reader. */
export function partsFor(role: Role): PartView[] {
  const anna = part(role, 'p-anna', 'waitingForClient', [ANNA], {
    ask: role === 'client' ? ANNA.id : null,
    mineYes: role === 'keyworker' ? ANNA.id : null,
    may: role === 'client' ? ['answer', 'suggest', 'sayDifferently'] : ['takeBack', 'suggest', 'hold'],
  })
  const lund = part(role, 'p-lund', 'takenBack', [LUND], {
    standing: { word: 'takenBack', since: seconds(5, 2), by: 'client', cause: null, also: [] },
    mine:
      role === 'client'
        ? {
            id: 'tb',
            version: LUND.id,
            answer: 'takeBack',
            stamp: { claimed: seconds(5, 2), arrived: null },
            delivered: { who: 'keyworker', device: 'laptop', at: seconds(5, 4) },
            pushedOnlyMe: false,
          }
        : null,
    uses: [used('u3', seconds(5, 3), 'Karin phoned Dr Lund.', 'beforeTheyKnew')],
  })
  return [
    agreedPart(
      role,
      'p-want',
      version('v-want', 'client', 'I want to live in my own place again.', { kind: 'goal', near: 4, by: null }),
    ),
    agreedPart(
      role,
      'p-forms',
      version('v-forms', 'keyworker', 'Karin brings the forms from the housing office. By Friday.', {
        ...STEP,
        doer: 'keyworker',
        goal: 'p-want',
      }),
    ),
    refusedPart(role),
    twoPart(role),
    anna,
    agreedPart(role, 'p-pharmacy', PHARMACY, {
      uses: [
        used('u1', seconds(5, 6), 'Karin phoned. They open at 9 on Fridays.', 'within'),
        used('u2', seconds(4, 30), 'Karin phoned. She asked for smaller boxes.', 'within'),
      ],
    }),
    lund,
    meetingPart(role),
    decisionPart(role),
  ]
}

/** A part that was just put forward. */
export function newPart(role: Role, terms: Terms, words: string, reason: string | null): PartView {
  const id = named('p')
  const made = version(named('v'), role, words, terms, { reason })
  const decided = terms.kind === 'decision'
  return part(role, id, decided ? 'decided' : role === 'client' ? 'waitingForKeyworker' : 'waitingForClient', [made], {
    mineYes: made.id,
    may: decided ? [] : ['takeBack', 'suggest'],
    decision: decided ? { seen: null, disagreed: null, disagreedWords: null, overrides: null, refused: false, linkable: [] } : null,
  })
}

/** A part as it stands in a list. */
export function entryOf(view: PartView): PartEntry {
  const shown = view.versions.find(({ id }) => id === (view.agreed ?? view.leads))
  return {
    id: view.id,
    kind: view.kind,
    version: shown?.id ?? '',
    words: shown?.words ?? null,
    wordsState: shown?.wordsState ?? 'notHere',
    terms: shown?.terms ?? { kind: 'purpose' },
    standing: view.standing,
    owes: view.owes,
    suggestedBy: view.suggestedBy,
    endings: view.endings,
    uses: view.uses.length,
    mine: view.mine?.answer ?? null,
    delivered: view.mine?.delivered ?? null,
    seen: view.decision?.seen !== null && view.decision !== null,
    refused: view.decision?.refused ?? false,
  }
}

/** The list of agreements: one for Magda, a few for Karin. */
export function listed(role: Role): AgreementEntry[] {
  const entry = (
    id: string,
    client: string,
    days: number | null,
    words: string | null,
    newForMe = false,
  ): AgreementEntry => ({
    id,
    role,
    client,
    keyworker: PEOPLE.keyworker,
    stage: 'paired',
    owes: days === null ? null : { who: 'keyworker', wants: 'answer', since: now() - days * 86_400, day: null, said: null, saidDay: null },
    owedWords: words,
    next: id === AGREEMENT ? meetings() : [],
    away: [],
    promises: id === AGREEMENT ? promises().filter(({ open }) => open) : [],
    hello: null,
    until: id === AGREEMENT ? `${YEAR + 1}-09-30` : null,
    newForMe,
  })
  const magda = entry(
    AGREEMENT,
    PEOPLE.client,
    4,
    'I want to be alone when I talk to her. The office has a window.',
    true,
  )
  if (role === 'client') return [magda]
  return [
    entry('e1', 'Elsa', 0, 'I go there by bus.'),
    magda,
    entry('e2', 'Tommie', 2, 'Who comes when you are away?'),
    entry('e3', 'Harry', null, null, true),
    entry('e4', 'Jenny', null, null),
  ]
}

/** A short history. */
export function history(): HistoryEntry[] {
  const line = (
    id: string,
    by: Role,
    happened: HistoryEntry['happened'],
    part: string | null,
    about: string | null,
    words: string | null,
    day: number,
  ): HistoryEntry => ({
    id,
    by,
    happened,
    part,
    about,
    was: null,
    words,
    wordsState: 'here',
    twin: false,
    stamp: { claimed: seconds(5, day), arrived: by === 'keyworker' ? seconds(5, day + 1) : null },
    passed: 'counts',
  })
  return [
    line('h1', 'keyworker', 'founded', null, null, null, 1),
    line('h2', 'client', 'joined', null, null, null, 1),
    line('h3', 'client', 'suggested', 'p-want', 'I want to live in my own place again.', null, 1),
    line('h4', 'keyworker', 'yes', 'p-want', 'I want to live in my own place again.', null, 2),
    line(
      'h5',
      'keyworker',
      'suggested',
      'p-sister',
      'I phone my sister from the office, three evenings a week.',
      null,
      2,
    ),
    line(
      'h6',
      'client',
      'no',
      'p-sister',
      'I phone my sister from the office, three evenings a week.',
      'I want to be alone when I talk to her. The office has a window.',
      3,
    ),
    line('h7', 'client', 'tookBack', 'p-lund', LUND.words, null, 2),
    line('h8', 'keyworker', 'suggested', 'p-anna', ANNA.words, null, 7),
  ]
}
