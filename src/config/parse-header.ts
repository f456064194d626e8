import { InvalidArgumentError } from 'commander'

/** Parses a header given as `Name: value`. */
export function parseHeader (text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(text) ?? []
  try {
    return { ...before, ...Object.fromEntries(new Headers([[name, value]])) }
  } catch {
    throw new InvalidArgumentError('Expected a name, a colon and a value, such as "Authorization: Bearer …".')
  }
}
