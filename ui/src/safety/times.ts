// The steps of time before an open vault locks by itself, and how each is said. The rooms hold the bounds.

import { t } from '../text/text.svelte'

/** Minutes without a touch. */
export const IDLE_MINUTES = [1, 3, 5, 10, 30]
/** Seconds after another window came to the front; all leave time for a warning (WCAG 2.2.1). */
export const AWAY_SECONDS = [30, 60, 120, 300, 900]

/** Minutes without a touch, as a sentence. */
export function sayIdle(minutes: number): string {
  return t('times-idle-said', { count: minutes })
}

/** Seconds away, as a sentence. */
export function sayAway(seconds: number): string {
  return seconds < 60 ? t('times-away-seconds', { n: seconds }) : t('times-away-minutes', { count: Math.round(seconds / 60) })
}

/** The steps, and what was chosen elsewhere, in order. */
export function withChosen(steps: number[], chosen: number): number[] {
  return [...new Set([...steps, chosen])].sort((one, other) => one - other)
}
