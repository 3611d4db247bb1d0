// How the window is built: plain files that a strict policy can serve, nothing inlined, nothing fetched.
//
// Mode `design` swaps the rooms for backend/fake.ts, so that screens can be looked at and tested without Rust; the
// ordinary build holds no trace of it (src/build.test.ts proves that).
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** The chunk for everything that is said in one language; what the lock says (first.ftl) comes with the lock. */
function wordsOf(id: string): string | null {
  const [, tag, file] = /\/src\/text\/(\w+)\/(\w+)\.ftl/.exec(id) ?? []
  return tag && file !== 'first' ? `words-${tag}` : null
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: './',
  // Tests run the browser's half of Svelte, not the server's.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: wordsOf }] } } },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], setupFiles: ['src/every-word.ts'] },
}))
