// The word that goes with a standing, as its reader hears it. The words themselves are in text/.
//
// One rule lives here and it is about tone alone: to the client a part that waits for the client is "New for you."

import type { Role, Standing } from '../backend/bindings'
import { t } from '../text/text.svelte'
import type { People } from './people'

const IDS: Record<Standing, string> = {
  waitingForClient: 'standing-waiting-client',
  waitingForKeyworker: 'standing-waiting-keyworker',
  bothAgree: 'standing-both-agree',
  notAgreed: 'standing-not-agreed',
  newSuggestion: 'standing-new-suggestion',
  twoSuggestions: 'standing-two-suggestions',
  yesUnderPressure: 'standing-yes-under-pressure',
  takenBack: 'standing-taken-back',
  onHold: 'standing-on-hold',
  paused: 'standing-paused',
  decided: 'standing-decided',
  ended: 'standing-ended',
  closed: 'standing-ended',
}

/** The status word of design §3 for a reader in `role`. */
export function standingWord(standing: Standing, role: Role, people: People): string {
  if (standing === 'waitingForClient' && role === 'client') return t('standing-new-for-you')
  return t(IDS[standing], people)
}
