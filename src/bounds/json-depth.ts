/** Arrays and objects within each other that are read at most, unless `--max-depth` says otherwise. */
export const defaultMaxDepth = 200

/** JSON that is nested deeper than is read. */
export class JsonDepthError extends Error {
  readonly statusCode = 400

  /** @param place where it came, as the beginning of a sentence */
  constructor (place: string, most: number) {
    super(`${place} is nested deeper than ${most} arrays and objects within each other; expected at most that many (--max-depth).`)
    this.name = 'JsonDepthError'
  }
}

/** Parses JSON of which no part is nested deeper than `most`. @throws JsonDepthError, before it is parsed; SyntaxError */
export function parseJson (text: string, most: number): unknown {
  refuseDeepText(text, most)
  return JSON.parse(text)
}

/** @throws JsonDepthError if the JSON in `text` is nested deeper than `most`. What is no JSON is left to who parses it. */
export function refuseDeepText (text: string, most: number): void {
  // So short a text has no room for so many brackets and their counterparts.
  if (text.length > 2 * most && deepestIn(text) > most) throw new JsonDepthError('The JSON', most)
}

const [quote, backslash, openArray, closeArray, openObject, closeObject] = [...'"\\[]{}'].map(character => character.charCodeAt(0))

/** One pass without recursion: brackets outside of strings. */
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
 * Where `value` is nested deeper than `most`, or refers to itself, as a JSON pointer; undefined if it is nowhere. Without
 * recursion; a value that is referred to from many places is looked into as often as it is found deeper than before.
 */
export function findDeepPlace (value: unknown, most: number): string | undefined {
  return isShallowTree(value, most) ? undefined : findDeepest(value, most)
}

/** So many values are looked at without a note of which they were, and so many levels with a call for each. */
const [mostUnnoted, mostCalls] = [5_000_000, 500]

/** Whether a value is nested no deeper than `most`, where a cheap walk can tell: in a tree, which is what text says. */
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

/** Its beginning says where; the rest of hundreds of names says nothing. */
function pointerOf (names: readonly string[]): string {
  const pointer = names.map(name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return pointer.length > longestPointer ? `${pointer.slice(0, longestPointer)}…` : pointer
}
