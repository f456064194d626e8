import { inspect } from 'node:util'

/** Something wrong with what an execute request brought. */
export interface ValidationError {
  /** The id of the input or output. */
  readonly name: string
  /** What came, as JSON, shortened. */
  readonly received: string
  /** What was expected, as the end of "expected …". */
  readonly expected: string
}

/** One sentence for people: which input, what came, what was expected. */
export const errorSentence = ({ name, received: came, expected }: ValidationError): string => `"${name}": ${came} came; expected ${expected}`

const longest = 80

export function excerpt (value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = textOf(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** As JSON; what a program hands over may be none: NaN, a function, an object within itself. */
function textOf (value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'string') return String(value)
  try {
    return JSON.stringify(value, shorten)
  } catch {
    return inspect(value, { breakLength: Infinity })
  }
}

/** Of megabytes nobody is shown more than a line. */
const shorten = (_name: string, value: unknown): unknown =>
  Array.isArray(value) || typeof value === 'string' ? value.slice(0, longest) : value
