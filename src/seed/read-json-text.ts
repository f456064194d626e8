/** What JSON says; undefined for a text that is none, or says a member twice: `JSON.parse` would drop one of them and not say so. */
export function readJson (text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return countMembers(value) === countColons(text) ? value : undefined
  } catch {
    return undefined
  }
}

/** How many members all objects in a value have. Without recursion, however deep they are. */
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

/** How many colons there are outside of strings: in JSON, one for each member. */
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
