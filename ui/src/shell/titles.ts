// What Back calls the screen it leads to.

import { t } from '../text/text.svelte'
import type { Place } from './visit.svelte'

/** The short name of a screen. */
export function titleOf(place: Place): string {
  switch (place.at) {
    case 'today':
      return t('today-title')
    case 'agreements':
      return t('agreements-title')
    case 'agreement':
      return t('agreement-title')
    case 'part':
    case 'decided':
      return t('part-title')
    case 'people':
      return t('us-title')
    case 'mandates':
      return t('mandates-short')
    case 'contacts':
      return t('contacts-title')
    case 'history':
      return t('history-title')
    case 'exchange':
      return t('exchange-title')
    case 'relay':
      return t('relay-title')
    case 'nearby':
      return t('nearby-title')
    case 'pair':
      return t('pair-title')
    case 'meeting':
      return t('meeting-title')
    case 'drafts':
      return t('drafts-title')
    case 'paper':
      return t('paper-title')
    case 'safety':
      return t('safety-short')
    case 'copy':
    case 'checkin':
    case 'near':
    case 'plan':
    case 'record':
    case 'ending':
    case 'carry':
    case 'restore':
    case 'addDevice':
    case 'joinDevice':
    case 'meetDevice':
    case 'return':
    case 'create':
    case 'recovery':
    case 'kit':
    case 'found':
    case 'join':
    case 'suggest':
    case 'decide':
    case 'hold':
    case 'someone':
      return t('back')
  }
}
