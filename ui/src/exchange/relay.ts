// What a screen says of a relay: one quiet line where it is only mentioned, and on its own page how far one's words have
// come. What somebody has is said only on their device's signed word (law 12).

import type { DeviceView, RelayView, Role } from '../backend/bindings'
import type { People } from '../marks/people'
import { sentencesOf } from '../shell/attempt.svelte'
import { daysSince } from '../text/days'
import { t } from '../text/text.svelte'

/** From this share on a side is told to be nearly full. */
const NEARLY_FULL = 0.8

/** Whether there is a mailbox to speak of. */
export function isUsed({ state }: RelayView): boolean {
  return state === 'on' || state === 'opening' || state === 'joining'
}

/** One's own devices that may want a card: neither this one nor one that was removed. */
export function furtherOf(devices: DeviceView[], role: Role): DeviceView[] {
  return devices.filter((one) => one.owner === role && !one.kit && !one.this && !one.removed)
}

/** Which device was heard from last, by whatever road, and how long ago. */
export function heardLine({ heard }: RelayView, people: People): string {
  if (!heard) return t('heard-never', people)
  const name = heard.who === 'client' ? people.client : people.keyworker
  const device = heard.device ? t('device-named', { name, device: heard.device }) : t('device-of', { name })
  return t('heard', { device, days: daysSince(heard.at) })
}

/** How far one's own words have come, what is nearest first. */
export function placeLines(view: RelayView, people: People): string[] {
  const waiting = [
    { id: 'relay-here', count: view.here },
    { id: 'relay-there', count: view.atRelay },
    { id: 'relay-way', count: view.onItsWay },
  ].filter(({ count }) => count > 0)
  if (waiting.length > 0) return waiting.map(({ id, count }) => t(id, { count }))
  return [view.there > 0 ? t('relay-all', people) : t('relay-none')]
}

/** Whether little room is left on one's own side. */
export function isNearlyFull({ fullness }: RelayView): boolean {
  if (!fullness) return false
  const { bundles, bundlesMax, bytes, bytesMax } = fullness
  return bundles >= bundlesMax * NEARLY_FULL || bytes >= bytesMax * NEARLY_FULL
}

/** The one line where the relay is only mentioned: what is wrong, or who was heard from. */
export function relayLine(view: RelayView, people: People): string {
  if (view.state === 'off') return t('relay-off-line')
  if (view.trouble) return sentencesOf(view.trouble).what
  if (view.state === 'gone') return sentencesOf('relayGone').what
  return view.state === 'on' ? heardLine(view, people) : t('relay-asks')
}
