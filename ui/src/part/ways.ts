// Which answers a part's dock shows, from what the rules say the reader may do. The order is the same everywhere.

import Check from '@lucide/svelte/icons/check'
import Clock from '@lucide/svelte/icons/clock-3'
import Quote from '@lucide/svelte/icons/message-square-quote'
import Pause from '@lucide/svelte/icons/pause'
import Pen from '@lucide/svelte/icons/pen-line'
import Redo from '@lucide/svelte/icons/rotate-ccw'
import Undo from '@lucide/svelte/icons/undo-2'
import Weight from '@lucide/svelte/icons/weight'
import X from '@lucide/svelte/icons/x'
import type { PartView } from '../backend/bindings'
import { yesAgain } from '../marks/again'
import { t } from '../text/text.svelte'
import type { AnswerWay } from './Answers.svelte'
import { saidYes, type Sitting } from './sitting.svelte'

/** What the dock is for now. */
export type DockKind = 'four' | 'given' | 'mine' | 'rest'

/** Four answers, an answer already given, one's own live yes, or nothing to answer. */
export function dockKind(view: PartView, sitting: Sitting): DockKind {
  const given = view.mine?.version === view.ask && (view.mine?.answer === 'no' || view.mine?.answer === 'notNow')
  if (view.ask && sitting.may('answer')) return given && !sitting.again ? 'given' : 'four'
  if (view.mineYes && sitting.may('takeBack')) return 'mine'
  return 'rest'
}

function somethingElse(view: PartView, sitting: Sitting): AnswerWay {
  const from = view.ask ?? view.agreed ?? view.leads
  const place = { at: 'suggest', agreement: view.agreement, part: view.id, from } as const
  return { id: 'something-else', word: t('answer-something-else'), icon: Pen, onpress: () => sitting.visit.go(place) }
}

/** The four answers of the house. */
export function fourWays(view: PartView, sitting: Sitting): AnswerWay[] {
  return [
    { id: 'yes', word: t('answer-yes'), icon: Check, onpress: () => void sitting.answer('yes') },
    { id: 'no', word: t('answer-no'), icon: X, onpress: () => void sitting.answer('no') },
    somethingElse(view, sitting),
    { id: 'not-now', word: t('answer-not-now'), icon: Clock, onpress: () => void sitting.answer('notNow') },
  ]
}

/** Where *Yes* stood, *Take back my yes* stands: the same component, the same number of taps. */
export function mineWays(view: PartView, sitting: Sitting): AnswerWay[] {
  const holds = view.mineYes === view.agreed
  const ways: (AnswerWay | false)[] = [
    {
      id: 'take-back',
      word: t(holds ? 'take-back-yes' : 'take-back-suggestion'),
      icon: Undo,
      onpress: () => void sitting.takeBack(),
    },
    sitting.may('resume') && { id: 'resume', word: t('resume'), icon: Redo, onpress: () => void sitting.resume() },
    sitting.may('pause') && { id: 'pause', word: t('pause'), icon: Pause, onpress: () => void sitting.pause() },
    sitting.may('suggest') && somethingElse(view, sitting),
    sitting.may('feltPushed') && {
      id: 'felt-pushed',
      word: t('felt-pushed'),
      icon: Weight,
      onpress: () => (sitting.form = 'pushed'),
    },
  ]
  return ways.filter((way) => way !== false)
}

/** A given no or not now can be changed at any time; nobody is asked twice. */
export function givenWays(view: PartView, sitting: Sitting): AnswerWay[] {
  return [
    { id: 'change', word: t('change-answer'), icon: Redo, onpress: () => void sitting.change() },
    ...(sitting.may('suggest') ? [somethingElse(view, sitting)] : []),
  ]
}

/** The bar after saving: Undo for 30 s, then Change my answer; after a yes *I felt pushed*, after a no room for words. */
export function savedWays(view: PartView, sitting: Sitting): AnswerWay[] {
  const yes = saidYes(sitting.saved)
  const again = yes || (view.ask !== null && sitting.may('answer'))
  const ways: (AnswerWay | false)[] = [
    ...againWays(view, sitting),
    again && {
      id: 'undo',
      word: t(yes && sitting.fresh ? 'undo' : 'change-answer'),
      icon: Redo,
      onpress: () => void sitting.change(),
    },
    yes &&
      sitting.may('feltPushed') && {
        id: 'felt-pushed',
        word: t('felt-pushed'),
        icon: Weight,
        onpress: () => (sitting.form = 'pushed'),
      },
    sitting.saved?.what === 'no' &&
      sitting.client &&
      sitting.may('reply') && { id: 'say-why', word: t('say-why'), icon: Quote, onpress: () => (sitting.form = 'why') },
  ]
  const offered = ways.filter((way) => way !== false)
  return offered.length > 0 ? offered : restWays(view, sitting)
}

/** What was taken back can be given again, as near as it was. */
function againWays(view: PartView, sitting: Sitting): AnswerWay[] {
  if (!yesAgain(view)) return []
  return [{ id: 'yes-again', word: t('yes-again'), icon: Check, onpress: () => void sitting.yesAgain() }]
}

/** Nothing to answer: one can still suggest. */
export function restWays(view: PartView, sitting: Sitting): AnswerWay[] {
  const other = sitting.may('suggest') ? [{ ...somethingElse(view, sitting), word: t('suggest-words') }] : []
  return [...againWays(view, sitting), ...other]
}
