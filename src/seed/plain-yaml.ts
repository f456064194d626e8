import { FAILSAFE_SCHEMA, load, Type } from 'js-yaml'

/** Anchors, merge keys, keys that are not text, and directives: the two parsers may read them differently. */
const beyondPlain = /(?:^|[\s[{,:-])(?:&\S|\?\s|(?:~|null|Null|NULL)?\s*:\s)|<<|^%/m

/** Parses YAML; null for an empty document, undefined for a text that is invalid or needs the full parser. */
export function readPlainYaml (text: string): unknown {
  if (beyondPlain.test(text)) return undefined
  try {
    return load(text, { schema: coreSchema }) ?? null
  } catch {
    return undefined
  }
}

const scalar = /^(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.(?:inf|Inf|INF)|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)|\.(?:nan|NaN|NAN))?$/

/** The core schema of YAML 1.2, §10.3.2. */
const coreSchema = FAILSAFE_SCHEMA.extend({
  implicit: [new Type('tag:yaml.org,2002:null', { kind: 'scalar', resolve: (text: string | null) => text === null || scalar.test(text), construct: valueOf })]
})

function valueOf (text: string | null): null | boolean | number {
  if (text === null || /^(?:~|null)?$/i.test(text)) return null
  if (/^(?:true|false)$/i.test(text)) return /^t/i.test(text)
  if (/inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (text.startsWith('0o')) return parseInt(text.slice(2), 8)
  return Number(text.replace(/^\.nan$/i, 'NaN'))
}
