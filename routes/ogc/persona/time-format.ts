import type { Persona } from '../../../schemas/persona.ts'

/** Converts a time in RFC 3339 with milliseconds and `Z` to the persona's format. */
export function createTimeFormat ({ digits = 3, zone = 'Z', separator = 'T' }: NonNullable<Persona['times']> = {}): (iso: string) => string {
  const ending = zone === 'none' ? '' : zone
  return iso => {
    const [, date, time, fraction] = /^(.+)T(.+)\.(\d+)Z$/.exec(iso) as unknown as [string, string, string, string]
    return `${date}${separator}${time}${digits === 0 ? '' : `.${fraction.padEnd(digits, '0').slice(0, digits)}`}${ending}`
  }
}
