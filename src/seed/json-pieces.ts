/** Items of a list that are written in one piece. */
const itemsPerPiece = 1000

/** Like `JSON.stringify` for an object of plain data, but in pieces, since its lists may be long. */
export function * jsonPieces (value: object): Generator<string> {
  let separator = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    yield `${separator}${JSON.stringify(name)}:`
    if (Array.isArray(member)) yield * listPieces(member)
    else yield JSON.stringify(member)
    separator = ','
  }
  yield separator === '{' ? '{}' : '}'
}

function * listPieces (items: readonly unknown[]): Generator<string> {
  let separator = '['
  for (let start = 0; start < items.length; start += itemsPerPiece) {
    yield `${separator}${JSON.stringify(items.slice(start, start + itemsPerPiece)).slice(1, -1)}`
    separator = ','
  }
  yield separator === '[' ? '[]' : ']'
}
