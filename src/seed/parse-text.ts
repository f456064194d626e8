import { readJson } from './read-json-text.ts'

/**
 * Parses YAML or JSON; null for an empty document. JSON is tried first, then plain YAML: the full parser, which also
 * knows positions, takes twenty times as long and ten times the memory.
 * @throws Error whose message says what is wrong, and where
 */
export async function parseText (text: string): Promise<unknown> {
  const json = readJson(text)
  if (json !== undefined) return json
  const { readPlainYaml } = await import('./plain-yaml.ts')
  const plain = readPlainYaml(text)
  if (plain !== undefined) return plain
  const { parseYaml } = await import('./yaml.ts')
  return parseYaml(text, { merge: true })
}
