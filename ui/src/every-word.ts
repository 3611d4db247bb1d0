// Before each file of tests: every language is here as a whole, as it is soon after the lock was painted.

import { LANGUAGES, words } from './text/text.svelte'

await Promise.all(LANGUAGES.map(({ tag }) => words(tag)))
