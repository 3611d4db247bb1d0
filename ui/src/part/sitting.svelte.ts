// One person with one part: what is shown, what was just saved, and which small form is open.
//
// Every deed is a command; the rules behind it decide. A client's no, take-back and pause never ask for a reason; a
// keyworker's ask for one first, because the rules want it (law 10).

import type { ActId, Answer, Audience, Deed, PartView, Saved } from '../backend/bindings'
import { yesAgain } from '../marks/again'
import { Attempt } from '../shell/attempt.svelte'
import type { Visit } from '../shell/visit.svelte'

/** The form that is open; `rest` is none. */
export type Form = 'rest' | 'no' | 'takeBack' | 'pushed' | 'differ' | 'use' | 'why'

/** What was saved in this sitting. */
export interface JustSaved {
  what: Answer | 'yesAgain' | 'differ' | 'pushed' | 'pushedOnlyMe' | 'reply' | 'use'
  at: number
}

const UNDO_MS = 30_000

/** Whether what was saved is a yes, so that its opposite is to take it back. */
export function saidYes(saved: JustSaved | undefined): boolean {
  return saved?.what === 'yes' || saved?.what === 'yesAgain'
}

export class Sitting {
  view = $state.raw<PartView>()
  form = $state<Form>('rest')
  saved = $state.raw<JustSaved>()
  /** For 30 s after saving, Undo is the word; then it is Change my answer. */
  fresh = $state(false)
  /** The reader opened a given answer again. */
  again = $state(false)
  readonly loading = new Attempt()
  readonly trying = new Attempt()
  readonly visit: Visit
  readonly #agreement: string
  readonly #part: string
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(visit: Visit, agreement: string, part: string) {
    this.visit = visit
    this.#agreement = agreement
    this.#part = part
  }

  may(deed: Deed): boolean {
    return this.view?.may.includes(deed) ?? false
  }

  get client(): boolean {
    return this.view?.role === 'client'
  }

  /** The keyworker owes an answer in words: there is nothing to say yes or no to, and nothing was saved just now. */
  get replying(): boolean {
    return this.may('reply') && !this.client && !this.view?.ask && this.view?.owes?.who === 'keyworker' && !this.saved
  }

  load(): Promise<boolean> {
    return this.loading.run(async () => {
      this.view = await this.visit.backend.part(this.#where)
    })
  }

  /** Yes, no or not now to the version that asks. */
  answer(answer: 'yes' | 'no' | 'notNow', words: string | null = null): Promise<boolean> {
    if (answer === 'no' && !this.client && words === null) return this.#open('no')
    return this.#deed(
      answer,
      (version) => this.visit.backend.answer({ ...this.#where, version, answer, words, day: null, pushed: null }),
      this.view?.ask,
    )
  }

  takeBack(reason: string | null = null): Promise<boolean> {
    if (!this.client && reason === null) return this.#open('takeBack')
    return this.#deed(
      'takeBack',
      (version) => this.visit.backend.takeBack({ ...this.#where, version, reason }),
      this.view?.mineYes,
    )
  }

  /** A yes once more to the words that it was taken back from. */
  yesAgain(): Promise<boolean> {
    const said = this.view && yesAgain(this.view)
    return this.#deed(
      'yesAgain',
      () => (said ? this.visit.backend.suggest(said) : Promise.reject({ code: 'nothingToAnswer', figure: null })),
      said?.parents[0],
    )
  }

  pushed(audience: Audience, words: string | null): Promise<boolean> {
    return this.#deed(
      audience === 'both' ? 'pushed' : 'pushedOnlyMe',
      (version) => this.visit.backend.feltPushed({ ...this.#where, version, audience, words }),
      this.view?.mineYes,
    )
  }

  differ(words: string): Promise<boolean> {
    return this.#deed(
      'differ',
      (version) => this.visit.backend.sayDifferently({ ...this.#where, version, words }),
      this.view?.ask ?? this.view?.leads,
    )
  }

  reply(words: string, day: string | null): Promise<boolean> {
    return this.#deed(
      'reply',
      () => this.visit.backend.reply({ ...this.#where, to: null, words, day }),
      this.view?.leads,
    )
  }

  use(words: string, on: string | null): Promise<boolean> {
    const version = this.view?.agreed ?? this.view?.leads
    return this.#deed(
      'use',
      (named) => this.visit.backend.useMandate({ ...this.#where, version: named, words, on }),
      version,
    )
  }

  answerUse(used: ActId, fine: boolean): Promise<boolean> {
    return this.trying.run(async () => {
      await this.visit.backend.answerUse({ agreement: this.#agreement, used, fine, words: null })
      await this.load()
    })
  }

  pause(): Promise<boolean> {
    return this.trying.run(async () => {
      await this.visit.backend.pause(this.#where)
      await this.load()
    })
  }

  resume(): Promise<boolean> {
    return this.trying.run(async () => {
      await this.visit.backend.resume(this.#where)
      await this.load()
    })
  }

  /** Undo and Change my answer: the opposite act for a yes, the four answers again for the rest. */
  async change(): Promise<void> {
    if (saidYes(this.saved) && this.view?.mineYes) {
      await this.takeBack()
      return
    }
    this.saved = undefined
    this.again = true
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  get #where(): { agreement: string; part: string } {
    return { agreement: this.#agreement, part: this.#part }
  }

  #open(form: Form): Promise<boolean> {
    this.form = form
    return Promise.resolve(false)
  }

  #deed(
    what: JustSaved['what'],
    deed: (version: ActId) => Promise<Saved>,
    version: ActId | null | undefined,
  ): Promise<boolean> {
    return this.trying.run(async () => {
      if (!version) throw { code: 'nothingToAnswer', figure: null }
      const saved = await deed(version)
      // The bar comes when the part is read anew, so that Undo knows what there is to take back.
      await this.load()
      this.saved = { what, at: saved.at }
      this.form = 'rest'
      this.again = false
      this.#beFresh()
    })
  }

  #beFresh(): void {
    clearTimeout(this.#timer)
    this.fresh = true
    this.#timer = setTimeout(() => (this.fresh = false), UNDO_MS)
  }
}
