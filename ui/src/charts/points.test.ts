// Points stand where they were said: none is moved, none is made.

import { expect, test } from 'vitest'
import { heightOf, lineThrough, placed, type Point, type Room } from './points'

const ROOM: Room = { width: 300, height: 120, margin: 10, start: 30 }
const said = (at: number, figure: number): Point => ({ at, figure, open: false })

test('ten stands at the top, nought at the bottom, and nothing leaves the picture', () => {
  expect(heightOf(10, ROOM)).toBe(10)
  expect(heightOf(0, ROOM)).toBe(110)
  const all = placed([said(0, 0), said(50, 10), said(100, 5)], ROOM)
  expect(all.every(({ x, y }) => x >= 30 && x <= 300 && y >= 0 && y <= 120)).toBe(true)
})

test('time runs evenly from start to end, and from right to left where one reads so', () => {
  const points = [said(100, 5), said(0, 1), said(25, 2)]
  expect(placed(points, ROOM).map(({ x }) => x)).toEqual([40, 102.5, 290])
  expect(placed(points, ROOM, true).map(({ x }) => x)).toEqual([260, 197.5, 10])
})

test('what was said at one moment stands in the middle and makes no line', () => {
  const [only] = placed([said(7, 3)], ROOM)
  expect(only?.x).toBe(165)
  expect(lineThrough(placed([said(7, 3)], ROOM))).toBe('')
  expect(lineThrough(placed([], ROOM))).toBe('')
})

test('the line goes through every point, oldest first', () => {
  expect(lineThrough(placed([said(10, 10), said(0, 0)], ROOM))).toBe('M40.0 110.0L290.0 10.0')
})
