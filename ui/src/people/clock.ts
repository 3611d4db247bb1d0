// A time as somebody types it, made into `14:30`. People write it in many ways; what is no time stays as it was typed,
// so that the rooms can say so and nothing is lost.

const TYPED = /^(\d{1,2})(?:\s*[:.h,]?\s*(\d{2}))?$/u

/** `9` → `09:00`, `14.30` and `1430` → `14:30`; nothing typed is no time. */
export function clockOf(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  if (text === '') return null
  const [, hours, minutes = '00'] = TYPED.exec(text) ?? []
  return hours === undefined ? text : `${hours.padStart(2, '0')}:${minutes}`
}
