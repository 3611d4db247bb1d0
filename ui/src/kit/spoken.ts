// A calendar day as people say it, "3 May 2027", in the language of the page.

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day in words; nothing for what is no day. */
export function spoken(day: string): string {
  const [, year, month, date] = DAY.exec(day)?.map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined) return ''
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en-GB', parts).format(new Date(year, month - 1, date))
}
