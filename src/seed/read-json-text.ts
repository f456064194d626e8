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

/** The number of colons outside of strings: in JSON, one for each member, after its name. */
function countColons (text: string): number {
  let count = 0
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', open)) {
    open = endOfString(text, open)
    while (whitespace.includes(text[open]!)) open++
    if (text[open] === ':') count++
  }
  return count
}

const whitespace = ' \t\n\r'

/** The index after the end of a string that begins here. */
function endOfString (text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (isEscaped(text, close)) close = text.indexOf('"', close + 1)
  return close + 1
}

/** Whether an odd number of backslashes precedes it. */
function isEscaped (text: string, index: number): boolean {
  let before = index
  while (text[before - 1] === '\\') before--
  return (index - before) % 2 === 1
}
