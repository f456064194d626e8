/** Parses JSON; undefined for invalid JSON and for an object with the same member twice, since `JSON.parse` silently drops one. */
export function readJson (text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return countMembers(value) === countColons(text) ? value : undefined
  } catch {
    return undefined
  }
}

/** The number of members of all objects in a value. Without recursion, since it may be deep. */
function countMembers (value: unknown): number {
  let count = 0
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const inner = Object.values(next)
    if (!Array.isArray(next)) count += inner.length
    for (const each of inner) if (typeof each === 'object') open.push(each)
  }
  return count
}

const [quote, backslash, colon] = [...'"\\:'].map(character => character.charCodeAt(0))

/** The number of colons outside of strings: in JSON, one for each member. */
function countColons (text: string): number {
  let [count, inString] = [0, false]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === backslash) index++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === colon) count++
  }
  return count
}
