// Copying a text to the clipboard, from where it leaves again: the rooms take it out after a while and at the lock.

import type { Backend } from '../backend/backend'

/** Copies `text`; false where the system gives no clipboard, so that the text can be marked to be copied by hand. */
export async function copyText(backend: Backend, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    return false
  }
  // Marked by hand it would stay, too: a clipboard that can't be told is no reason to say that nothing was copied.
  await backend.copied({ text }).catch(() => undefined)
  return true
}
