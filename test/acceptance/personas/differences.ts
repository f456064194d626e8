import type { Answer } from './exchange.ts'

/** A difference between two servers: a name for it, and the value of each. */
export interface Difference {
  /** Such as `job: body /links/0/title`. */
  readonly name: string
  readonly real: string
  readonly double: string
}

export function differencesOf (real: readonly Answer[], double: readonly Answer[]): Difference[] {
  return real.flatMap((answer, index) => {
    const other = double[index]!
    const found: Difference[] = []
    const note = (what: string, one: unknown, another: unknown) => {
      if (JSON.stringify(one) !== JSON.stringify(another)) found.push({ name: `${answer.name}: ${what}`, real: short(one), double: short(another) })
    }
    note('status', answer.status, other.status)
    for (const header of new Set([...Object.keys(answer.headers), ...Object.keys(other.headers)].sort())) note(`header ${header}`, answer.headers[header], other.headers[header])
    compare('', answer.body, other.body, (pointer, one, another) => note(isPage(one) && isPage(another) ? 'page' : `body ${pointer}`, one, another))
    return found
  })
}

type Note = (pointer: string, one: unknown, another: unknown) => void

function compare (pointer: string, one: unknown, another: unknown, note: Note): void {
  if (!isObject(one) || !isObject(another) || Array.isArray(one) !== Array.isArray(another)) return note(pointer, one, another)
  const places = [...new Set([...Object.keys(one), ...Object.keys(another)])]
  for (const place of places) compare(`${pointer}/${place}`, one[place], another[place], note)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPage = (body: unknown): boolean => typeof body === 'string' && /^\s*<!doctype html/i.test(body)

const short = (value: unknown): string => value === undefined ? 'nothing' : String(JSON.stringify(value)).slice(0, 160)

/** Whether a difference is stated: in a stated name, `*` stands for anything. */
export const isStated = ({ name }: Pick<Difference, 'name'>, stated: readonly string[]): boolean => stated.some(pattern => patternOf(pattern).test(name))

const patternOf = (pattern: string): RegExp => new RegExp(`^${pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's')
