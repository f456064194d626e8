import { isScalar, Lexer, LineCounter, type Node, parseDocument, Parser, visit } from './yaml.ts'
import { mostYamlDepth, YamlDepthError } from './yaml-depth.ts'

/**
 * What YAML says that takes more than a plain reader. A tag that means nothing here is wrong.
 * @throws Error whose message says what is wrong, and where
 */
export function parseAnyYaml (text: string): unknown {
  refuseDeepYaml(text)
  const lineCounter = new LineCounter()
  // Its own search for keys that come twice compares each with all others.
  const document = parseDocument(text, { merge: true, uniqueKeys: false, resolveKnownTags: false, lineCounter })
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong !== undefined) throw wrong
  visit(document, { Map: (_, { items }) => refuseRepeated(items.map(({ key }) => key as Node), lineCounter) })
  return document.toJS()
}

/** Reads the text without recursion, and stops where it is too deep. @throws YamlDepthError */
function refuseDeepYaml (text: string): void {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    parser.next(lexeme).next()
    if (levelsOf(parser) > mostYamlDepth) throw new YamlDepthError()
  }
}

/** A document is what the first level stands in; a scalar may stand in the last one. */
const levelsOf = ({ stack }: Parser): number => stack.length - (stack.length > mostYamlDepth && !/^block-map|^block-seq|^flow-collection/.test(stack.at(-1)!.type) ? 2 : 1)

function refuseRepeated (keys: readonly Node[], lines: LineCounter): void {
  const seen = new Set<unknown>()
  for (const key of keys) {
    if (!isScalar(key)) continue
    if (seen.has(key.value)) {
      const { line, col } = lines.linePos(key.range![0])
      throw new Error(`Map keys must be unique at line ${line}, column ${col}: ${JSON.stringify(key.value)} came twice.`)
    }
    seen.add(key.value)
  }
}
