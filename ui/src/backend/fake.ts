// A stand-in for the rooms, in memory: for design work (`npm run design`) and for tests of the screens.
//
// It imitates answers only as far as a screen needs to be looked at; it signs nothing, keeps nothing and is no model
// of the rules. The ordinary build leaves it out (build.test.ts).

import type { Backend } from './backend'
import type {
  AgreementView,
  Answer,
  Change,
  Code,
  HelpNumber,
  Pairing,
  PairingStep,
  PartView,
  Role,
  Saved,
  Session,
  Standing,
} from './bindings'
import { living } from './fake-living'
import { paper } from './fake-paper'
import { relation } from './fake-relation'
import { journal } from './fake-journal'
import { fakeRoads } from './fake-roads'
import { fakeSafety } from './fake-safety'
import { AGREEMENT, entryOf, listed, named, newPart, now, PEOPLE, partsFor, seconds, version } from './fake-story'

const FIVE = 'maple window seven quiet otter'

/** Words that stand nowhere else, so that a test finds this file in a build. */
export const MARKER = FIVE

function fail(code: Code, figure: number | null = null): never {
  throw { code, figure }
}

interface World {
  session: Session | null
  role: Role
  vaults: { id: string; name: string; waitSeconds: number }[]
  parts: PartView[]
  drafts: Map<string, string>
  numbers: HelpNumber[]
  pairing: PairingStep
  paired: boolean
  pausedAll: boolean
  /** How much was said since the last file, and how much lies in it. */
  unsent: number
  onWay: number
  listeners: Set<(change: Change) => void>
}

const KIT =
  'abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual'.split(
    ' ',
  )

/** A world in memory. `as` opens it at once as client or keyworker; `empty` has no vault. */
export function fake(as: string | null): Backend {
  const role: Role = as === 'keyworker' ? 'keyworker' : 'client'
  const session: Session = { vault: 'v1', name: PEOPLE[role], role, kitChecked: true, copyOf: null }
  const world: World = {
    session: as === 'client' || as === 'keyworker' ? session : null,
    role,
    vaults: as === 'empty' ? [] : [{ id: 'v1', name: PEOPLE[role], waitSeconds: 0 }],
    parts: partsFor(role),
    drafts: new Map(),
    numbers: [{ name: 'Sara Lind', number: '031-390 06 12' }],
    pairing: { step: 'notStarted' },
    paired: true,
    pausedAll: false,
    unsent: 0,
    onWay: 0,
    listeners: new Set(),
  }
  return { ...fakeSafety(world), ...fakeRoads(world), ...vaults(world), ...reading(world), ...pairing(world), ...deeds(world), ...files(world), ...relation(() => world.role), ...paper(() => world.parts), ...living(() => world.role), ...journal(() => world.role) } satisfies Backend
}

function vaults(world: World) {
  const open = (session: Session): Promise<Session> => Promise.resolve((world.session = session))
  return {
    home: async () => ({ vaults: world.vaults, open: world.session, language: null }),
    chooseLanguage: async () => undefined,
    newPassphrase: async () => FIVE,
    createVault: async ({ name, role, passphrase }: Parameters<Backend['createVault']>[0]) => {
      if (name.trim() === '') fail('nameMissing')
      if (passphrase.length < 8) fail('passphraseShort')
      world.role = role
      world.parts = []
      world.vaults.push({ id: 'v2', name, waitSeconds: 0 })
      return open({ vault: 'v2', name, role, kitChecked: false, copyOf: null })
    },
    openVault: async ({ vault, passphrase }: { vault: string; passphrase: string }) => {
      if (passphrase.length < 8) fail('wrongPassphrase')
      const name = world.vaults.find(({ id }) => id === vault)?.name ?? fail('vaultUnknown')
      return open({ vault, name, role: world.role, kitChecked: true, copyOf: null })
    },
    openWithKit: async ({ vault, words }: { vault: string; words: string }) => {
      if (words.trim().split(/\s+/).length !== 24) fail('kitWordUnknown', 1)
      return open({ vault, name: PEOPLE[world.role], role: world.role, kitChecked: true, copyOf: null })
    },
    lock: async () => {
      world.session = null
    },
    kit: async () => ({ words: KIT, ask: [3, 11, 20] }),
    checkKit: async (words: { position: number; word: string }[]) => {
      if (words.some(({ position, word }) => KIT[position - 1] !== word.trim())) fail('kitWordsDiffer')
      return open({ ...(world.session ?? fail('locked')), kitChecked: true })
    },
    saveDraft: async ({ place, text }: { place: string; text: string | null }) => {
      if (text === null) world.drafts.delete(place)
      else world.drafts.set(place, text)
    },
    loadDraft: async ({ place }: { place: string }) => world.drafts.get(place) ?? null,
    helpNumbers: async () => world.numbers,
    saveHelpNumbers: async (numbers: HelpNumber[]) => {
      if (numbers.some(({ name, number }) => name.trim() === '' || number.trim() === '')) fail('fieldMissing')
      world.numbers = numbers
    },
    onChange: (listener: (change: Change) => void) => {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    },
  }
}

function find(world: World, part: string | null): PartView {
  return world.parts.find(({ id }) => id === part) ?? fail('partUnknown')
}

function reading(world: World) {
  const view = (): AgreementView => ({
    id: AGREEMENT,
    role: world.role,
    client: PEOPLE.client,
    keyworker: PEOPLE.keyworker,
    stage: world.paired ? 'paired' : 'alone',
    until: `${new Date().getFullYear()}-09-30`,
    pausedAll: world.pausedAll,
    otherHasAll: world.unsent + world.onWay > 0 ? null : { who: world.role === 'client' ? 'keyworker' : 'client', device: 'phone', at: seconds(5, 6) },
    unsent: world.unsent,
    onWay: world.onWay,
    parts: world.parts.map(entryOf),
  })
  return {
    agreements: async () => (world.parts.length === 0 ? [] : listed(world.role)),
    foundAgreement: async ({ myName, otherName }: { myName: string; otherName: string }) => {
      if (myName.trim() === '' || otherName.trim() === '') fail('nameMissing')
      world.paired = false
      world.parts = []
      return AGREEMENT
    },
    agreement: async () => view(),
    part: async ({ part }: { part: string }) => structuredClone(find(world, part)),
    aside: async () => [{ id: 'a1', agreement: null, at: seconds(5, 9), code: 'bundleCut' as const, bytes: 812 }],
  }
}

function pairing(world: World) {
  const pictures = ['dog', 'umbrella', 'apple', 'train', 'moon', 'key', 'guitar'].map((name, at) => ({
    name,
    symbol: ['🐶', '☂️', '🍎', '🚂', '🌙', '🔑', '🎸'][at] ?? '',
  }))
  const qr =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><path d="M0 0h7v7h-7zM22 0h7v7h-7zM0 22h7v7h-7zM10 2h2v5h-2zM14 9h6v3h-6zM9 14h3v9h-3zM16 17h9v2h-9zM20 22h4v6h-4z"/></svg>'
  const at = (next: PairingStep, founder: boolean): Pairing => {
    world.pairing = next
    const otherName = PEOPLE[world.role === 'client' ? 'keyworker' : 'client']
    return { agreement: AGREEMENT, role: world.role, founder, otherName, next }
  }
  const text = 'CSPR-7Q2M-4XK9-WD3T-0HJB-8RNA-5V6C-ZE1P-GYFS'
  return {
    pairing: async () => at(world.pairing, true),
    invite: async () =>
      at(
        {
          step: 'takeRequest',
          invite: { code: 'K7QM 4XD9 W3T0 HJB8 RNA5 V6CZ E1PG YFS2', qr, until: now() + 604_800 },
        },
        true,
      ),
    takeRequest: async ({ request }: { request: string }) =>
      request === '' ? fail('pairingWrong') : at({ step: 'compareThenWelcome', offer: text, pictures }, true),
    takeCode: async ({ code }: { code: string }) =>
      code.length < 8 ? fail('codeUnreadable') : at({ step: 'takeOffer', request: text }, false),
    takeOffer: async ({ offer }: { offer: string }) =>
      offer === '' ? fail('pairingWrong') : at({ step: 'compare', pictures }, false),
    picturesSame: async () =>
      at(world.pairing.step === 'compare' ? { step: 'takeWelcome' } : { step: 'carryWelcome', welcome: text }, true),
    picturesDiffer: async () => fail('picturesDiffer'),
    takeWelcome: async ({ welcome }: { welcome: string }) =>
      welcome === '' ? fail('pairingWrong') : at({ step: 'done' }, false),
    savePairing: async () => sentFile('pairing.countersign', 0),
  }
}

function sentFile(name: string, acts: number) {
  return {
    path: `/home/someone/Documents/Countersign/${name}`,
    name,
    folder: '/home/someone/Documents/Countersign',
    bytes: 4208,
    acts,
  }
}

function deeds(world: World) {
  const saved = (part: string | null): Promise<Saved> => {
    world.unsent += 1
    return Promise.resolve({ act: 'act', part, at: now() })
  }
  const stand = (part: PartView, word: Standing, by: Role | null = null): void => {
    part.standing = { word, since: now(), by, cause: null, also: [] }
  }
  const said = (part: PartView, versionId: string, answer: Answer): void => {
    part.mine = {
      id: named('m'),
      version: versionId,
      answer,
      stamp: { claimed: now(), arrived: null },
      delivered: null,
      pushedOnlyMe: false,
    }
  }
  const takeBack = (part: PartView, versionId: string): void => {
    stand(part, 'takenBack', world.role)
    part.mineYes = part.agreed = null
    // Nothing older revives: both answer anew.
    part.ask = null
    part.may = ['suggest']
    said(part, versionId, 'takeBack')
  }
  return {
    suggest: async ({ part, words, terms, reason, answersTo }: Parameters<Backend['suggest']>[0]) => {
      if (words.trim() === '') fail('wordsMissing')
      if (world.role === 'keyworker' && !reason) fail('reasonMissing')
      if (part === null) {
        const made = newPart(world.role, terms, words, reason)
        world.parts.push(made)
        return saved(made.id)
      }
      const known = find(world, part)
      const made = version(named('v'), world.role, words, terms, { reason, answersTo })
      known.versions.push(made)
      const taken = known.standing.word === 'takenBack'
      known.leads = made.id
      known.mineYes = made.id
      known.ask = null
      if (taken) known.may = ['takeBack', 'suggest']
      said(known, made.id, 'yes')
      stand(known, known.agreed ? 'newSuggestion' : taken ? 'waitingForKeyworker' : 'twoSuggestions')
      return saved(part)
    },
    answer: async ({ part, version: id, answer }: Parameters<Backend['answer']>[0]) => {
      const known = find(world, part)
      said(known, id, answer)
      if (answer === 'yes') {
        stand(known, 'bothAgree')
        known.agreed = known.mineYes = known.leads = id
        known.ask = null
        known.may = ['takeBack', 'suggest', 'feltPushed', ...(known.kind === 'mandate' ? (['pause'] as const) : [])]
      } else if (answer === 'no') {
        stand(known, 'notAgreed')
        known.may = [...new Set([...known.may, 'reply' as const])]
      }
      return saved(part)
    },
    takeBack: async ({ part, version: id }: { part: string; version: string }) => {
      takeBack(find(world, part), id)
      return saved(part)
    },
    feltPushed: async ({ part, version: id, audience }: Parameters<Backend['feltPushed']>[0]) => {
      const known = find(world, part)
      takeBack(known, id)
      if (audience === 'both') stand(known, 'yesUnderPressure', world.role)
      else if (known.mine) known.mine.pushedOnlyMe = true
      return saved(part)
    },
    sayDifferently: async ({ part }: { part: string }) => saved(part),
    reply: async ({ part, words }: { part: string; words: string }) => {
      if (words.trim() === '') fail('wordsMissing')
      find(world, part).owes = null
      return saved(part)
    },
    hold: async ({ part }: { part: string | null }) => saved(part),
    shareDecision: async ({ words, terms }: Parameters<Backend['shareDecision']>[0]) => {
      if (words.trim() === '') fail('wordsMissing')
      const made = newPart(world.role, terms, words, null)
      world.parts.push(made)
      return saved(made.id)
    },
    seen: async ({ part }: { part: string }) => {
      const known = find(world, part)
      known.may = known.may.filter((deed) => deed !== 'seen')
      if (known.decision) known.decision.seen = { claimed: now(), arrived: null }
      return saved(part)
    },
    disagree: async ({ part, words }: { part: string; words: string | null }) => {
      const known = find(world, part)
      known.may = known.may.filter((deed) => deed !== 'disagree')
      if (known.decision)
        Object.assign(known.decision, { disagreed: { claimed: now(), arrived: null }, disagreedWords: words })
      return saved(part)
    },
    useMandate: async ({ part }: { part: string }) => saved(part),
    answerUse: async ({ used, fine }: { used: string; fine: boolean }) => {
      for (const use of world.parts.flatMap(({ uses }) => uses)) if (use.id === used) use.fine = fine
      return saved(null)
    },
    pause: async ({ part }: { part: string | null }) => {
      world.pausedAll = part === null
      return saved(part)
    },
    resume: async ({ part }: { part: string | null }) => {
      world.pausedAll = false
      return saved(part)
    },
  }
}

function files(world: World) {
  const envelope = {
    agreement: AGREEMENT,
    sender: PEOPLE[world.role === 'client' ? 'keyworker' : 'client'],
    role: world.role,
    newActs: 3,
    knownActs: 12,
    living: 0,
    gaps: 0,
    problem: null,
  }
  const cut = {
    agreement: null,
    sender: null,
    role: null,
    newActs: 0,
    knownActs: 0,
    living: 0,
    gaps: 0,
    problem: 'bundleCut' as const,
  }
  return {
    sendFile: async () => {
      world.onWay += world.unsent
      world.unsent = 0
      return sentFile('for-karin-9-may.countersign', 3)
    },
    lookAtFile: async ({ bytes }: { bytes: number[] }) =>
      bytes.length === 0 ? fail('notABundle') : { envelopes: [envelope] },
    receiveFile: async () => ({ envelopes: [envelope], applied: 3, waiting: 0, aside: 0, changed: [] }),
    retryAside: async () => ({ envelopes: [cut], applied: 0, waiting: 0, aside: 1, changed: [] }),
  }
}
