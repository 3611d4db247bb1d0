// The agenda and the drafts of the stand-in: what both write, in memory. Nobody's edits are merged here.

import type { Backend } from './backend'
import type { AgendaItemView, AgendaView, Code, DraftView, Role } from './bindings'
import { AGREEMENT, now } from './fake-story'

interface Living {
  begins: Role
  items: AgendaItemView[]
  drafts: DraftView[]
}

function fail(code: Code): never {
  throw { code, figure: null }
}

/** The agenda and drafts as the story begins. */
export function story(): Living {
  return {
    begins: 'client',
    items: [
      { id: 'i1', by: 'client', words: 'The bus card', must: ['client'] },
      { id: 'i2', by: 'keyworker', words: 'When we meet in June', must: ['keyworker'] },
      { id: 'i3', by: 'client', words: 'A day at the lake', must: [] },
    ],
    drafts: [
      {
        id: 'd1',
        title: 'The flat',
        words: 'I want a flat of my own, near the bus.',
        shared: true,
        by: 'client',
        writers: ['client', 'keyworker'],
        changed: null,
      },
    ],
  }
}

export function living(role: () => Role) {
  const world = story()
  const other = (one: Role): Role => (one === 'client' ? 'keyworker' : 'client')
  const agenda = (): Promise<AgendaView> =>
    Promise.resolve({ agreement: AGREEMENT, begins: world.begins, items: structuredClone(world.items) })
  const own = (id: string): AgendaItemView => {
    const item = world.items.find((it) => it.id === id) ?? fail('draftUnknown')
    return item.by === role() ? item : fail('notYours')
  }
  const draft = (id: string): DraftView => world.drafts.find((it) => it.id === id) ?? fail('draftUnknown')
  const drop = (id: string): void => {
    world.drafts = world.drafts.filter((it) => it !== draft(id))
  }
  return {
    agenda,
    addAgendaItem: async ({ words }: Parameters<Backend['addAgendaItem']>[0]) => {
      if (words.trim() === '') fail('wordsMissing')
      world.items.push({ id: `i${now()}-${world.items.length}`, by: role(), words: words.trim(), must: [] })
      return agenda()
    },
    changeAgendaItem: async ({ item, words }: Parameters<Backend['changeAgendaItem']>[0]) => {
      if (words.trim() === '') fail('wordsMissing')
      own(item).words = words.trim()
      return agenda()
    },
    removeAgendaItem: async ({ item }: Parameters<Backend['removeAgendaItem']>[0]) => {
      const gone = own(item)
      world.items = world.items.filter((it) => it !== gone)
      return agenda()
    },
    markMust: async ({ item }: Parameters<Backend['markMust']>[0]) => {
      for (const it of world.items) it.must = it.must.filter((who) => who !== role())
      if (item !== null) (world.items.find((it) => it.id === item) ?? fail('draftUnknown')).must.push(role())
      return agenda()
    },
    talkedAbout: async () => {
      world.items = []
      world.begins = other(world.begins)
      return agenda()
    },
    drafts: async () => structuredClone(world.drafts),
    writeDraft: async ({ draft: id, title, words }: Parameters<Backend['writeDraft']>[0]) => {
      if (title.trim() === '' && words.trim() === '') fail('wordsMissing')
      if (id === null) {
        const made: DraftView = {
          id: `d${now()}-${world.drafts.length}`,
          title,
          words,
          shared: false,
          by: role(),
          writers: [role()],
          changed: now(),
        }
        world.drafts.push(made)
        return { ...made }
      }
      const known = draft(id)
      Object.assign(known, { title, words, changed: known.shared ? null : now() })
      if (!known.writers.includes(role())) known.writers.push(role())
      return { ...known }
    },
    shareDraft: async ({ draft: id }: Parameters<Backend['shareDraft']>[0]) => {
      const known = draft(id)
      Object.assign(known, { id: `${known.id}s`, shared: true, changed: null })
      return { ...known }
    },
    dropDraft: async ({ draft: id }: Parameters<Backend['dropDraft']>[0]) => drop(id),
    putForward: async ({ draft: id, words, reason }: Parameters<Backend['putForward']>[0]) => {
      if (draft(id).words !== words) fail('draftChanged')
      if (role() === 'keyworker' && !reason) fail('reasonMissing')
      drop(id)
      return { act: 'act', part: 'forward', at: now() }
    },
  }
}
