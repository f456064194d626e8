/** So many items of a list are written at once. */
const itemsPerPiece = 1000

/** What `JSON.stringify` says of an object of plain data, in pieces: lists in it may be long. */
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
