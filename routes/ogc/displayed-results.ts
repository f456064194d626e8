import { essenceOf } from '../../src/formats/media-type.ts'
import { parseIfValid } from '../../src/formats/parse-if-valid.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { encode, type Output, resultsDocument } from './delivery.ts'
import type { DisplayedResult } from './views/results.ts'
import { isGeoJson } from './views/geojson-shapes.ts'

/** Image types that browsers show. */
const images = new Set(['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'svg+xml'].map(name => `image/${name}`))

/** Larger values are not drawn as a map. */
const largestMap = 2_000_000

interface ResultPlaces {
  readonly hrefOf: (id: string) => string
  /** Whether the results are kept: those of a synchronous execution end with its answer. */
  readonly stay: boolean
}

/** Results for a page: as members of a document, with their media types and addresses. */
export const displayResults = (outputs: readonly Output[], { hrefOf, stay }: ResultPlaces): DisplayedResult[] =>
  outputs.map(output => {
    const member = resultsDocument([output.content === undefined ? output : { ...output, byReference: true }], hrefOf)[output.id]
    return display(output, member, stay ? hrefOf(output.id) : undefined)
  })

function display (output: Output, member: unknown, href: string | undefined): DisplayedResult {
  const { id, link, content } = output
  if (link !== undefined) return { id, member }
  const { type, size } = content === undefined ? encodedSize(output) : { type: content.type, size: content.stat().size }
  const file = definedOnly({ file: href === undefined ? undefined : { href, type, size } })
  if (images.has(essenceOf(type))) return { id, member, ...file, ...definedOnly({ image: href ?? (size <= largestMap ? dataUrl(output) : undefined) }) }
  const map = size > largestMap ? undefined : geoJsonOf(output, type)
  return { id, member, ...file, ...definedOnly({ map }) }
}

/** The image itself as a data URL. */
function dataUrl (output: Output): string {
  const { type, body } = output.content === undefined ? encode(output) : { type: output.content.type, body: output.content.read() }
  return `data:${essenceOf(type)};base64,${Buffer.from(body).toString('base64')}`
}

function encodedSize (output: Output): { type: string, size: number } {
  const { type, body } = encode(output)
  return { type, size: Buffer.byteLength(body) }
}

/** GeoJSON in a value, or in a content with its media type. */
function geoJsonOf ({ value, content }: Output, type: string): Record<string, unknown> | undefined {
  const found = content === undefined ? value : essenceOf(type) === 'application/geo+json' ? parseIfValid(content.read().toString(), JSON.parse) : undefined
  return isGeoJson(found) ? found : undefined
}
