// Where the window begins: the letters, the rooms behind it, the first screen.

import { mount } from 'svelte'
import App from './App.svelte'
import type { Backend } from './backend/backend'
import { tauri } from './backend/tauri'
import './kit/tokens.css'
import './kit/base.css'

async function rooms(): Promise<Backend> {
  if (import.meta.env.MODE !== 'design') return tauri()
  const [{ fake }, { forty }, { teachPseudo }] = await Promise.all([
    import('./backend/fake'),
    import('./backend/fake-forty'),
    import('./text/pseudo'),
  ])
  teachPseudo()
  const as = new URLSearchParams(location.search).get('as')
  return as === 'forty' ? forty(fake('keyworker')) : fake(as)
}

const target = document.getElementById('app')
if (target) void rooms().then((backend) => mount(App, { target, props: { backend } }))
