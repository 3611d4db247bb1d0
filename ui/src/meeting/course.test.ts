// A meeting goes through the agenda first, then through the picked parts, and through nothing else.

import { expect, test } from 'vitest'
import { fake } from '../backend/fake'
import { AGREEMENT } from '../backend/fake-story'
import { courseOf } from './course'
import { topicsOf } from './topics'

test('the agenda comes first in its order of turns, then the parts, the client’s first', async () => {
  const backend = fake('client')
  const [agenda, view] = await Promise.all([backend.agenda(AGREEMENT), backend.agreement(AGREEMENT)])
  const course = courseOf(agenda, topicsOf(view), ['p-two', 'p-sister', 'gone'])
  const said = course.map((stop) => (stop.is === 'item' ? stop.item.words : stop.part.id))
  expect(said).toEqual([...agenda.items.map(({ words }) => words), 'p-sister', 'p-two'])
})

test('with an empty agenda and nothing picked there is nothing to start', () => {
  expect(courseOf(undefined, [], ['p-two'])).toEqual([])
})
