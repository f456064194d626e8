import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from './yaml.ts'

/** Returns where in a seed file a problem is, as the beginning of a sentence (`line 3, column 5: `); empty if the file does not say. */
export type Locator = (problem: string) => string

const member = /^(\S+): (\S+) is not a/

/** @param text YAML or JSON that can be read */
export function createLocator (text: string): Locator {
  const lines = new LineCounter()
  const { contents } = parseDocument(text, { lineCounter: lines, merge: true })
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}: `
  }
  return problem => {
    const [, pointer = problem.split(': ', 1)[0]!, name] = member.exec(problem) ?? []
    const node = nearestNode(contents, [...pointer.split('/').slice(1), ...(name === undefined ? [] : [name])].map(unescape))
    return node === undefined ? '' : placeOf(node)
  }
}

const unescape = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** The offset of the place that the path leads to, or of the deepest part of the path that is in the document. */
function nearestNode (root: unknown, path: readonly string[]): number | undefined {
  let [node, offset] = [root, isNode(root) ? root.range?.[0] : undefined]
  for (const segment of path) {
    if (!isCollection(node)) return offset
    const key = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === segment)?.key : undefined
    const next = node.get(isMap(node) ? key : Number(segment), true)
    const start = isNode(key) ? key.range?.[0] : isNode(next) ? next.range?.[0] : undefined
    if (start === undefined) return offset
    ;[node, offset] = [next, start]
  }
  return offset
}
