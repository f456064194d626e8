/**
 * A JSON pointer to a text with half of a surrogate pair, as a value or as a member name. UTF-8 cannot encode such a
 * text, so no address and no header can carry it. Undefined if there is none.
 */
export function findIllFormed (value: unknown): string | undefined {
  return isWellFormed(value) ? undefined : findPlace(value)
}

/** Without building pointers, which nearly every value makes useless. */
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

/** For a value that has such a text. */
function findPlace (value: unknown): string {
  const open: { value: unknown, pointer: string }[] = [{ value, pointer: '' }]
  // With a stack of its own: the value may be deeper than the program's stack.
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

/** The message about it. */
export const illFormedText = (pointer: string): string =>
  `${JSON.stringify(pointer || '/').slice(1, -1)}: a text with half of a surrogate pair came; expected Unicode that is well formed`
