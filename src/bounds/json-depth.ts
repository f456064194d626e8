/** Default maximum nesting of arrays and objects (`--max-depth`). */
export const defaultMaxDepth = 200

/** JSON is nested too deeply. */
export class JsonDepthError extends Error {
  readonly statusCode = 400

  /** @param place where it came, as the beginning of a sentence */
  constructor (place: string, most: number) {
    super(`${place} is nested deeper than ${most} arrays and objects; expected at most that many (--max-depth).`)
    this.name = 'JsonDepthError'
  }
}

/** Parses JSON that is nested no deeper than `most`. @throws JsonDepthError, before it is parsed; SyntaxError */
export function parseJson (text: string, most: number): unknown {
  refuseDeepText(text, most)
  return JSON.parse(text)
}

/** @throws JsonDepthError if the JSON in `text` is nested deeper than `most`. Invalid JSON is left to the parser. */
export function refuseDeepText (text: string, most: number): void {
  // A shorter text has no room for that many pairs of brackets.
  if (text.length > 2 * most && deepestIn(text) > most) throw new JsonDepthError('The JSON', most)
}

const [quote, backslash, openArray, closeArray, openObject, closeObject] = [...'"\\[]{}'].map(character => character.charCodeAt(0))

/** Counts brackets outside of strings, in one pass without recursion. */
function deepestIn (text: string): number {
  let [depth, deepest, inString] = [0, 0, false]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === backslash) index++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openArray || code === openObject) deepest = Math.max(deepest, ++depth)
    else if (code === closeArray || code === closeObject) depth--
  }
  return deepest
}

/**
 * A JSON pointer to where `value` is nested deeper than `most` or refers to itself; undefined if it is neither. Without
 * recursion; a value with several references to it is searched again only when found at a greater depth.
 */
export function findDeepPlace (value: unknown, most: number): string | undefined {
  return isShallowTree(value, most) ? undefined : findDeepest(value, most)
}

/** How many values are visited without a record of them, and how many levels by recursion. */
const [mostUnnoted, mostCalls] = [5_000_000, 500]

/** Whether a value is nested no deeper than `most`, decided by a cheap walk that is exact for trees, such as parsed text. */
function isShallowTree (value: unknown, most: number): boolean {
  let left = mostUnnoted
  const fits = (inner: unknown, levels: number): boolean => {
    if (typeof inner !== 'object' || inner === null) return true
    if (levels === 0 || left <= 0) return false
    if (Array.isArray(inner)) {
      left -= inner.length
      return inner.every(item => fits(item, levels - 1))
    }
    for (const name in inner) {
      left--
      if (!fits((inner as Record<string, unknown>)[name], levels - 1)) return false
    }
    return true
  }
  return fits(value, Math.min(most, mostCalls))
}

function findDeepest (value: unknown, most: number): string | undefined {
  const seen = new Map<object, number>()
  const path: { readonly entries: readonly (readonly [string, unknown])[], next: number }[] = []
  const enter = (inner: unknown): boolean => {
    if (typeof inner !== 'object' || inner === null || (seen.get(inner) ?? 0) > path.length) return true
    seen.set(inner, path.length + 1)
    path.push({ entries: Object.entries(inner), next: 0 })
    return path.length <= most
  }
  let shallow = enter(value)
  while (shallow && path.length > 0) {
    const { entries, next } = path.at(-1)!
    if (next === entries.length) path.pop()
    else {
      path.at(-1)!.next++
      shallow = enter(entries[next]![1])
    }
  }
  return shallow ? undefined : pointerOf(path.slice(0, -1).map(({ entries, next }) => entries[next - 1]![0]))
}

const longestPointer = 60

/** Only the beginning: the rest of hundreds of names does not help. */
function pointerOf (names: readonly string[]): string {
  const pointer = names.map(name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return pointer.length > longestPointer ? `${pointer.slice(0, longestPointer)}…` : pointer
}
