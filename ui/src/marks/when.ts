// When something was said, as claimed, and when it came here if that was another day (law 7).

import type { Stamp } from '../backend/bindings'
import { dayOf } from '../text/days'
import { t } from '../text/text.svelte'

/** "3 May", or "Said 3 May, came 9 May." */
export function whenSaid({ claimed, arrived }: Stamp): string {
  const said = dayOf(claimed)
  const came = arrived === null ? said : dayOf(arrived)
  return said === came ? said : t('said-and-came', { said, came })
}
