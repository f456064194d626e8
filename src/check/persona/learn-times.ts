import type { Persona } from '../../../schemas/persona.ts'
import { type Exchange, membersOf } from '../exchange.ts'
import { type LearnedPart, unseenUnless } from './observations.ts'

export const timeNames = ['created', 'started', 'finished', 'updated'] as const

const time = /^\d{4}-\d\d-\d\d([Tt ])\d\d:\d\d:\d\d(?:\.(\d+))?([Zz]|[+-]\d\d:?\d\d)?$/

export const isTime = (value: unknown): boolean => typeof value === 'string' && time.test(value)

/** The format of times: Python omits a zero fraction, so the longest time counts. */
export function learnTimes (readings: readonly Exchange[]): LearnedPart<Persona['times']> {
  const found = readings.map(membersOf).flatMap(info => timeNames.flatMap(name => [time.exec(String(info[name]))])).filter(match => match !== null)
  if (found.length === 0) return { part: undefined, unseen: ['The format of its times: no time was observed.'] }
  const [, separator, , zone = 'none'] = found[0]!
  const isUtc = /^(z|none|[+-]00:?00)$/i.test(zone)
  return {
    part: {
      digits: Math.min(9, Math.max(...found.map(([, , fraction = '']) => fraction.length))),
      zone: zone === 'none' ? 'none' : /^z$/i.test(zone) ? 'Z' : '+00:00',
      separator: separator === ' ' ? ' ' : 'T'
    },
    unseen: unseenUnless(isUtc, `Its times have the zone ${zone}; the persona writes UTC.`)
  }
}
