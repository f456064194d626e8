import { inspect } from 'node:util'

/** A problem of an execute request. */
export interface ValidationError {
  /** The id of the input or output. */
  readonly name: string
  /** The received value as JSON, shortened. */
  readonly received: string
  /** What was expected, as the end of "expected …". */
  readonly expected: string
}

/** The error as a sentence: which input, what came, what was expected. */
export const errorSentence = ({ name, received, expected }: ValidationError): string => `"${name}": ${received} came; expected ${expected}`

const longest = 80

export function excerpt (value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = textOf(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** A value as JSON; a program may pass a value that JSON lacks: NaN, a function, a circular object. */
function textOf (value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'string') return String(value)
  try {
    return JSON.stringify(value, shorten)
  } catch {
    return inspect(value, { breakLength: Infinity })
  }
}

/** Limits a value of megabytes to a line. */
const shorten = (_name: string, value: unknown): unknown =>
  Array.isArray(value) || typeof value === 'string' ? value.slice(0, longest) : value
