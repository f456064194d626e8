import { essenceOf, parametersOf } from '../formats/media-type.ts'
import { type Part, readMultipart } from '../formats/multipart.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { lastPart } from './cwl-schema.ts'
import { malformed, malformedAs, PackageError } from './package-error.ts'
import { isCwlType } from './package-media-types.ts'
import { parsePackageText, readPackageText } from './package-text.ts'
import { readCwl } from './read-cwl.ts'
import { type ParsedDescription, readDescription } from './read-description.ts'
import type { PackageContext, ParsedPackage } from './read-package.ts'

type CwlDocument = Readonly<Record<string, unknown>>

/** A document of CWL in a part, and what it can be called by. */
interface CwlPart {
  readonly document: CwlDocument
  readonly names: readonly string[]
}

/**
 * Reads CWL in several parts, as Weaver takes it and its client sends it (its documentation, CWL Multipart Content). The main
 * one is that of `w`, else of the parameter `start`, else as in a document with `$graph`. A part of plain JSON is the
 * description of the process; an empty one with `Content-Location` is a link.
 * @throws PackageError
 */
export async function readMultipartPackage (body: Uint8Array, mediaType: string, context: PackageContext): Promise<ParsedPackage> {
  const contents = await Promise.all(partsOf(body, mediaType).map((part, index) => readPart(part, `part ${index + 1}`, context)))
  const cwl = contents.filter(content => content !== undefined && 'document' in content)
  if (cwl.length === 0) throw malformedAs('the body', 'no part with CWL', 'at least one')
  const descriptions = contents.filter(content => content !== undefined && 'description' in content)
  if (descriptions.length > 1) throw malformedAs('the body', `${descriptions.length} descriptions of the process`, 'one at most')
  const { id, ...description } = { ...readCwl(joinParts(cwl), context.workflow ?? startOf(cwl, mediaType)), ...descriptions[0]?.description }
  if (typeof id !== 'string' || id === '') throw malformedAs('the main part', 'no id', 'one, within the document or as Content-Location or Content-ID')
  return { description: { ...description, id }, isNamedByLink: false }
}

function partsOf (body: Uint8Array, mediaType: string): readonly Part[] {
  try {
    return readMultipart(body, mediaType)
  } catch (error) {
    throw new PackageError('malformed', `The body cannot be read as ${mediaType}: ${(error as Error).message}`)
  }
}

/** What a part holds; undefined for a link that is not followed. @throws PackageError */
async function readPart ({ headers, content: bytes }: Part, place: string, { parse, fetch }: PackageContext): Promise<CwlPart | { readonly description: ParsedDescription | undefined } | undefined> {
  const type = headers.get('content-type') ?? 'no Content-Type'
  const isCwl = isCwlType(type)
  if (!isCwl && essenceOf(type) !== 'application/json') throw malformedAs(place, type, 'CWL, or a description of the process as application/json')
  const location = headers.get('content-location')
  const text = isCwl && isBlank(bytes) && location !== undefined ? await fetch(location) : () => readPackageText(bytes, type)
  if (text === undefined) return undefined
  const document = await parsePackageText(typeof text === 'string' ? () => text : text, place, parse)
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw malformed(place, document, 'an object')
  if (!isCwl && !('cwlVersion' in document)) return { description: readDescription('processDescription' in document ? document.processDescription : document) }
  return namePart(document as CwlDocument, headers)
}

const isBlank = (bytes: Buffer): boolean => bytes.toString('latin1').trim() === ''

/** A document goes by its own id, else by `Content-Location`, else by `Content-ID`, which has a domain behind it. */
function namePart (document: CwlDocument, headers: Part['headers']): CwlPart {
  const contentId = headers.get('content-id')?.replace(/^<|>$/g, '')
  const name = lastPart(headers.get('content-location') ?? contentId?.replace(/@.*$/s, '') ?? '').replace(/\.cwl$/, '')
  const whole = '$graph' in document || typeof document['id'] === 'string' || name === '' ? document : { ...document, id: name }
  const names = [whole['id'], name, contentId].filter(one => typeof one === 'string' && one !== '').map(one => lastPart(String(one)))
  return { document: whole, names }
}

/** All of it as one document. What a part says of its version is said of each of its workflows. */
function joinParts (parts: readonly CwlPart[]): CwlDocument {
  const $graph = parts.flatMap(({ document: { $graph, ...rest } }) => Array.isArray($graph) ? $graph.map(one => ({ ...versionsOf(rest), ...Object(one) })) : [rest])
  return { cwlVersion: parts.find(({ document }) => 'cwlVersion' in document)?.document['cwlVersion'], $graph }
}

const versionsOf = (document: CwlDocument): CwlDocument => Object.fromEntries(Object.entries(document).filter(([name]) => /^s:(softwareV|v)ersion$/.test(name)))

/** The id of what the parameter `start` leads to; undefined where it is absent. @throws PackageError */
function startOf (parts: readonly CwlPart[], mediaType: string): string | undefined {
  const start = parametersOf(mediaType).get('start')
  if (start === undefined) return undefined
  const rootId = start.replace(/^<|>$/g, '')
  const part = parts.find(({ names }) => names.includes(lastPart(rootId)) || names.includes(lastPart(rootId.replace(/@.*$/s, ''))))
  if (part === undefined) throw malformedAs('Content-Type', `start=${excerpt(start)}`, `the Content-ID, Content-Location or id of a part: ${parts.map(({ names }) => names[0] ?? 'one without a name').join(', ')}`)
  return readCwl({ cwlVersion: '', ...part.document }).id
}
