// Where the points of a picture over time stand. Time runs with the reading, from start to end; figures run upwards.
//
// Nothing is averaged, smoothed or filled in: each point is one that somebody said. It knows nothing of agreements.

/** What was said, when. `open` points are drawn as rings. */
export interface Point {
  at: number
  figure: number
  open: boolean
}

/** The drawing's room in pixels, and the room left for labels at its start. */
export interface Room {
  width: number
  height: number
  margin: number
  start: number
}

/** A point with its place. */
export interface Placed extends Point {
  x: number
  y: number
}

/** The highest figure. */
export const TOP = 10

/** How high a figure stands. */
export function heightOf(figure: number, { height, margin }: Room): number {
  return margin + (1 - figure / TOP) * (height - 2 * margin)
}

/** Every point in its place, oldest first. With one moment only they stand in the middle. */
export function placed(points: Point[], room: Room, mirrored = false): Placed[] {
  const sorted = [...points].sort((a, b) => a.at - b.at)
  const first = sorted[0]?.at ?? 0
  const span = (sorted.at(-1)?.at ?? 0) - first
  const inner = Math.max(0, room.width - room.start - 2 * room.margin)
  return sorted.map((point) => {
    const share = span === 0 ? 0.5 : (point.at - first) / span
    const along = room.start + room.margin + share * inner
    return { ...point, x: mirrored ? room.width - along : along, y: heightOf(point.figure, room) }
  })
}

/** The line through the points; empty for fewer than two. */
export function lineThrough(points: Placed[]): string {
  if (points.length < 2) return ''
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}
