import type { Answer } from './http-source.ts'
import { isObject, type JsonObject, tryParse } from './read-json.ts'

/** Results of a process as a seed has them, and a sentence for each part that could not be taken over. */
export interface AdaptedResults {
  readonly results: JsonObject | undefined
  readonly remarks: readonly string[]
}

/** Reads results, which come as a document by output name, or as the single output itself. */
export function adaptResults ({ outputs }: JsonObject, { url, type, body }: Answer): AdaptedResults {
  const names = isObject(outputs) ? Object.keys(outputs) : []
  const value = valueOf(type, body)
  if (value === undefined) return nothing(`Its results (${url}) are ${body.length} bytes of ${type || 'no media type'}; to serve them, put them into a file beside the seed.`)
  if (isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every(name => names.includes(name))) return fromDocument(value)
  const [only] = names
  if (only !== undefined && names.length === 1) return { results: { [only]: value }, remarks: [] }
  return nothing(`Its results (${url}) do not have the names of its outputs (${names.join(', ') || 'it has none'}); they cannot be assigned.`)
}

const nothing = (remark: string): AdaptedResults => ({ results: undefined, remarks: [remark] })

function valueOf (type: string, body: Buffer): unknown {
  if (/\bjson$/.test(type)) return tryParse(body.toString())
  return type.startsWith('text/') || /\bxml$/.test(type) ? body.toString() : undefined
}

/** A qualified value becomes the bare value: the description has its media type. */
function fromDocument (document: JsonObject): AdaptedResults {
  const results = Object.fromEntries(Object.entries(document).map(([name, value]) => [name, isQualified(value) ? value['value'] : value]))
  const links = Object.entries(results).filter(([, value]) => isObject(value) && typeof value['href'] === 'string').map(([name]) => name)
  return { results, remarks: links.map(name => `results/${name} is a link to the server that it was read from.`) }
}

const isQualified = (value: unknown): value is JsonObject =>
  isObject(value) && 'value' in value && Object.keys(value).every(name => ['value', 'mediaType', 'encoding', 'schema'].includes(name))
