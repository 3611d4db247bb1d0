// Where the window begins: the letters, the rooms behind it, the first screen in the language of this device.

import { mount } from 'svelte'
import App from './App.svelte'
import type { Backend } from './backend/backend'
import { homeAtStart, tauri } from './backend/tauri'
import './kit/tokens.css'
import './kit/base.css'
import { language } from './text/text.svelte'

async function rooms(): Promise<Backend> {
  if (import.meta.env.MODE !== 'design') return tauri()
  const [{ fake }, { forty }, { teachPseudo }] = await Promise.all([
    import('./backend/fake'),
    import('./backend/fake-forty'),
    import('./text/pseudo'),
  ])
  await teachPseudo()
  const as = new URLSearchParams(location.search).get('as')
  return as === 'forty' ? forty(fake('keyworker')) : fake(as)
}

const target = document.getElementById('app')
const home = homeAtStart()
void language.choose(home?.language ?? null)
if (target) void rooms().then((backend) => mount(App, { target, props: { backend, home } }))
