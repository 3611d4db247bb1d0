// The first sentence, written before there was any key: kept as a private draft until there is an agreement to put it
// into. It is nobody's act before its writer suggests it.

import type { Backend } from '../backend/backend'

/** Where the first words are kept. */
export const FIRST = 'first'

/** Keeps words that were written before the vault was there. */
export async function keepFirstWords(backend: Backend, words: string): Promise<void> {
  if (words.trim() === '') return
  await backend.saveDraft({ place: FIRST, text: JSON.stringify({ words }) })
}

/** Whether there are words that were written before there was any agreement. */
export async function hasFirstWords(backend: Backend): Promise<boolean> {
  return wordsIn(await backend.loadDraft({ place: FIRST })) !== ''
}

/** Puts the first words, if there are any, where a first suggestion in `agreement` is written; true when it did. */
export async function takeFirstWords(backend: Backend, agreement: string): Promise<boolean> {
  const kept = await backend.loadDraft({ place: FIRST })
  const words = wordsIn(kept)
  if (words === '') return false
  const place = `suggest:${agreement}:new`
  if ((await backend.loadDraft({ place })) !== null) return false
  await backend.saveDraft({ place, text: JSON.stringify({ words, own: true }) })
  await backend.saveDraft({ place: FIRST, text: null })
  return true
}

function wordsIn(kept: string | null): string {
  try {
    const { words } = JSON.parse(kept ?? '{}') as { words?: unknown }
    return typeof words === 'string' ? words.trim() : ''
  } catch {
    // A draft of another version of the app: it stays where it is.
    return ''
  }
}
