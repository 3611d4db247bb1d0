// One sitting at the window: which vault is open, which screen is shown, and the way out.
//
// Screens are a stack, so that Back leads where one came from. Hiding covers the window at once, then keeps what was
// being typed and locks; nothing of the vault stays in memory here afterwards. No rule of the house lives here.

import { getContext, setContext } from 'svelte'
import type { ActId, AgreementId, Change, PartId, Session, VaultEntry, VaultId } from '../backend/bindings'
import type { Backend } from '../backend/backend'

/** Every screen, with what it is about. */
export type Place =
  | { at: 'create' }
  | { at: 'recovery'; vault: VaultId }
  | { at: 'restore' }
  | { at: 'kit' }
  | { at: 'today' }
  | { at: 'agreements' }
  | { at: 'found' }
  | { at: 'join' }
  | { at: 'pair'; agreement: AgreementId }
  | { at: 'agreement'; agreement: AgreementId }
  | { at: 'part'; agreement: AgreementId; part: PartId }
  | { at: 'decided'; agreement: AgreementId; part: PartId }
  | { at: 'suggest'; agreement: AgreementId; part?: PartId; from?: ActId }
  | { at: 'decide'; agreement: AgreementId }
  | { at: 'hold'; agreement: AgreementId; part?: PartId }
  | { at: 'mandates'; agreement: AgreementId }
  | { at: 'people'; agreement: AgreementId; topic?: Topic }
  | { at: 'exchange'; agreement: AgreementId }
  | { at: 'relay'; agreement: AgreementId }
  | { at: 'nearby'; agreement: AgreementId }
  | { at: 'history'; agreement: AgreementId; part?: PartId }
  | { at: 'copy'; agreement: AgreementId }
  | { at: 'checkin'; agreement: AgreementId }
  | { at: 'near'; agreement: AgreementId; goal?: PartId }
  | { at: 'contacts'; agreement: AgreementId; under?: PartId }
  | { at: 'meeting'; agreement: AgreementId }
  | { at: 'drafts'; agreement: AgreementId }
  | { at: 'paper'; agreement: AgreementId; part?: PartId }
  | { at: 'plan'; agreement: AgreementId }
  | { at: 'record'; agreement: AgreementId }
  | { at: 'ending'; agreement: AgreementId }
  | { at: 'carry'; agreement: AgreementId }
  | { at: 'someone'; name: string }
  | { at: 'safety'; page?: SafetyPage; about?: AgreementId }
  | { at: 'addDevice'; agreement: AgreementId }
  | { at: 'joinDevice' }
  | { at: 'meetDevice'; agreement: AgreementId }
  | { at: 'return' }

/** The pages of My data and safety. */
export type SafetyPage =
  | 'devices'
  | 'wentOut'
  | 'lockTimes'
  | 'notices'
  | 'passphrase'
  | 'name'
  | 'language'
  | 'copy'
  | 'limits'
  | 'erase'

/** What the two have beside the agreement. */
export type Topic = 'next' | 'hello' | 'promises' | 'cards' | 'away' | 'sees' | 'another'

/** Keeps what is being typed before the vault is locked. */
export type Keeper = () => Promise<void>

/** A touch tells the rooms that somebody is here, at most this often. */
const TOUCH_MS = 5000

export class Visit {
  readonly backend: Backend
  /** Fetches every screen behind the lock; fails where one does not come. */
  readonly come: () => Promise<void>
  session = $state<Session | null>(null)
  covered = $state(false)
  /** Seconds until the vault locks by itself, as last told; null while nobody is waited for. */
  locksIn = $state<number | null>(null)
  /** Counts up whenever something changed; screens that read it ask again. */
  changes = $state(0)
  #stack = $state<Place[]>([])
  #keepers = new Set<Keeper>()
  #touched = -TOUCH_MS

  #known: VaultEntry[] | null

  constructor(backend: Backend, known: VaultEntry[] | null = null, come = async (): Promise<void> => {}) {
    this.backend = backend
    this.come = come
    this.#known = known
  }

  /** The vaults that were known before anybody asked; once, since the list may change. */
  knownVaults(): VaultEntry[] | null {
    const known = this.#known
    this.#known = null
    return known
  }

  /** Where we are; null is the lock screen. */
  get place(): Place | null {
    return this.#stack.at(-1) ?? null
  }

  /** Where Back leads. */
  get before(): Place | null {
    return this.#stack.at(-2) ?? null
  }

  /** Two people look at this screen: nothing about anybody else is shown beside it. */
  get together(): boolean {
    return this.#stack.some(({ at }) => at === 'meeting')
  }

  go(place: Place): void {
    this.#stack.push(place)
  }

  /** Shows `place` in the place of what is shown now. */
  turnTo(place: Place): void {
    this.#stack = [...this.#stack.slice(0, -1), place]
  }

  back(): void {
    this.#stack = this.#stack.slice(0, -1)
  }

  /** Starts anew at `places`, for instance when a vault was opened. */
  start(session: Session | null, ...places: Place[]): void {
    this.session = session
    this.locksIn = null
    this.#stack = places
  }

  /** After opening: Today, unless there is nothing to show there, or a client has more than one agreement. */
  async arrive(session: Session): Promise<void> {
    const entries = await this.backend.agreements().catch(() => [])
    const [first] = entries
    // What is over and what is not yet joined has no day of its own; after carrying over there is one that goes on.
    const live = entries.filter(({ stage }) => stage !== 'closed' && stage !== 'joining')
    const one = live.length === 1 || (entries.length === 1 && first?.stage === 'closed')
    const today = session.role === 'keyworker' ? entries.length > 0 : one
    this.start(session, { at: today ? 'today' : 'agreements' })
  }

  /** Begins to keep a draft; returns how to stop. */
  keep(keeper: Keeper): () => void {
    this.#keepers.add(keeper)
    return () => this.#keepers.delete(keeper)
  }

  /** Hide now: covers at once, keeps drafts, forgets every key. */
  async hide(): Promise<void> {
    this.covered = true
    await this.#keepDrafts()
    if (this.session) await this.backend.lock().catch(() => undefined)
    this.start(null)
  }

  /** Somebody is here, at `at` milliseconds of the window: the vault waits on. */
  touch(at: number): void {
    const soon = at - this.#touched < TOUCH_MS && this.locksIn === null
    this.locksIn = null
    if (!this.session || soon) return
    this.#touched = at
    void this.backend.touch().catch(() => undefined)
  }

  /** The person who was warned stays. */
  stay(): void {
    this.#touched = -TOUCH_MS
    this.touch(TOUCH_MS)
  }

  /** The rooms told of something. */
  told(change: Change): void {
    if (change.what !== 'locksSoon') return this.changed(change.what)
    this.locksIn = change.seconds
    void this.#keepDrafts()
  }

  /** Something changed behind the window. */
  changed(what: 'locked' | 'lists' | 'agreement'): void {
    if (what === 'locked') this.start(null)
    this.changes += 1
  }

  async #keepDrafts(): Promise<void> {
    const keepers = this.session ? [...this.#keepers] : []
    await Promise.allSettled(keepers.map((keeper) => keeper()))
  }
}

const KEY = Symbol('visit')

/** Makes the visit known to every screen. */
export function welcome(visit: Visit): Visit {
  return setContext(KEY, visit)
}

/** The one visit. */
export function useVisit(): Visit {
  return getContext<Visit>(KEY)
}
