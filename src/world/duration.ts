import ms, { type StringValue } from 'ms'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** Parses milliseconds as a number, or a duration such as `30s`, `5m`, `2h`, `1d`. @throws InvalidArgument */
export function parseDuration (duration: number | string): number {
  const milliseconds = typeof duration === 'number' ? duration : duration === '' ? NaN : ms(duration as StringValue)
  if (milliseconds === undefined || !(milliseconds >= 0)) throw new InvalidArgument(`${JSON.stringify(duration)} is not a duration; expected milliseconds of 0 or more, or a text such as "30s", "5m" or "2h".`)
  return milliseconds
}
