// The name of a vault in the list is neutral until its owner says otherwise; such a name is nobody's first name.

import { inEvery, t } from '../text/text.svelte'

/** What to offer as a person's first name: the vault's, unless it is the neutral one. */
export function ownName(vault: string): string {
  const neutral = inEvery('neutral-name').some((name) => vault === name || vault.startsWith(`${name} `))
  return neutral ? '' : vault
}

/** A neutral name for the list that no other vault has. */
export function neutralName(taken: string[]): string {
  const neutral = t('neutral-name')
  const names = [neutral, ...taken.map((_, at) => `${neutral} ${at + 2}`)]
  return names.find((name) => !taken.includes(name)) ?? neutral
}
