/** The value of a text; undefined if `parse` refuses it. */
export function parseIfValid (text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
