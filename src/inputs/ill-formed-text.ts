/**
 * Where in a value of JSON there is a text with half of a surrogate pair, as a JSON pointer: a value or the name of a
 * member. No UTF-8 says such a text, so no address and no header can carry it. Undefined if there is none.
 */
export function findIllFormed (value: unknown): string | undefined {
  return isWellFormed(value) ? undefined : findPlace(value)
}

/** Without the places, which are made for nothing in nearly every value. */
function isWellFormed (value: unknown): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string') {
      if (!next.isWellFormed()) return false
    } else if (Array.isArray(next)) {
      for (const item of next) open.push(item)
    } else if (typeof next === 'object' && next !== null) {
      for (const name of Object.keys(next)) {
        if (!name.isWellFormed()) return false
        open.push((next as Record<string, unknown>)[name])
      }
    }
  }
  return true
}

/** In a value that has such a text. */
function findPlace (value: unknown): string {
  const open: { value: unknown, pointer: string }[] = [{ value, pointer: '' }]
  // A stack of its own: what came may be deeper than that of the program.
  for (;;) {
    const { value, pointer } = open.pop()!
    if (typeof value === 'string' && !value.isWellFormed()) return pointer
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (!name.isWellFormed()) return place
      open.push({ value: member, pointer: place })
    }
  }
}

/** The sentence for people about it. */
export const illFormedText = (pointer: string): string =>
  `${JSON.stringify(pointer || '/').slice(1, -1)}: a text with half of a surrogate pair came; expected Unicode that is well formed`
