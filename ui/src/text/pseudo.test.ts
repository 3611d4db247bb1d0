// Right to left, proven with a language made from English: whole screens are mirrored, names are not.

import { screen } from '@testing-library/svelte'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fake } from '../backend/fake'
import { teachPseudo } from './pseudo'
import { LANGUAGES, t } from './text.svelte'
import { onStage, show } from '../stage'

const SOURCE = join(import.meta.dirname, '..')
const TURNED = /\u202e\p{L}+\u202c/u

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

await teachPseudo()
onStage('ar')

describe('right to left', () => {
  test('the page runs from right to left and says every sentence turned', () => {
    expect(document.documentElement.dir).toBe('rtl')
    expect(t('hide-now')).toBe('\u202eHide\u202c \u202enow\u202c')
    expect(LANGUAGES.map(({ tag }) => tag)).not.toContain('ar')
  })

  test('a name is not turned, and is kept apart from the sentence', () => {
    const said = t('standing-waiting-client', { client: 'Magda' })
    expect(said).toContain('\u2068Magda\u2069')
    expect(said).toMatch(TURNED)
  })

  test('people’s own words are shown as they were signed', async () => {
    const backend = fake('client')
    const home = async () => ({ ...(await backend.home()), language: 'ar' })
    show({ ...backend, home })
    expect((await screen.findByTestId('hide-now')).textContent).toMatch(TURNED)
    expect(await screen.findAllByText(/Karin/)).not.toEqual([])
  })

  test('no style names a left or a right', () => {
    const styles = filesUnder(SOURCE).filter((path) => /\.(svelte|css)$/.test(path))
    const sided = /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|float)\s*:|text-align:\s*(?:left|right)/
    const found = styles.filter((path) => {
      const text = readFileSync(path, 'utf8')
      return sided.test(path.endsWith('.css') ? text : (/<style>[\s\S]*<\/style>/.exec(text)?.[0] ?? ''))
    })
    expect(styles.length).toBeGreaterThan(40)
    expect(found).toEqual([])
  })
})
