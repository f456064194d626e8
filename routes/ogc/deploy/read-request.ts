import type { FastifyRequest } from 'fastify'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import { findDeepPlace, parseJson } from '../../../src/bounds/json-depth.ts'
import { acceptedTypes, isAcceptedType, isMultipart } from '../../../src/deploy/package-media-types.ts'
import { readPackageText } from '../../../src/deploy/package-text.ts'
import { PackageError } from '../../../src/deploy/package-error.ts'
import { readMultipartPackage } from '../../../src/deploy/read-multipart.ts'
import { type PackageContext, readPackage } from '../../../src/deploy/read-package.ts'
import { isJson } from '../../../src/formats/media-type.ts'
import { parseText } from '../../../src/seed/parse-text.ts'
import type { World } from '../../../src/world/world.ts'
import { worldOf } from '../../http/exchange.ts'
import { OgcProblem } from '../problems.ts'
import { deployProblem, malformedPackage } from './problems.ts'

/** A received package with its process. */
export interface ReceivedPackage {
  readonly description: ProcessSeed
  /** Whether its id is only the file name of a link. */
  readonly isNamedByLink: boolean
  readonly mediaType: string
  readonly body: Uint8Array
}

/** @throws OgcProblem for a media type that the world does not accept as a package */
export function expectPackageType (request: FastifyRequest): void {
  const world = worldOf(request)
  const { accepts } = world.settings.deployment
  const mediaType = request.headers['content-type']
  if (!isAcceptedType(mediaType, accepts)) throw deployProblem(world, 'unsupported-package', `The package came ${mediaType === undefined ? 'without a Content-Type' : `as ${mediaType}`}; expected Content-Type: ${acceptedTypes(accepts).join(', ')}.`)
}

/** Reads the package in the body of a request; nothing in it is executed. @throws OgcProblem that says what came and what was expected */
export async function readRequest (request: FastifyRequest): Promise<ReceivedPackage> {
  const world = worldOf(request)
  const mediaType = request.headers['content-type']!
  const body = request.body as Buffer
  if (body.length === 0) throw malformedPackage(world, 'The body is empty; expected a package.')
  try {
    const context: PackageContext = {
      accepts: world.settings.deployment.accepts,
      workflow: workflowOf(request),
      parse: text => parseWithinDepth(text, world),
      fetch: href => textBehind(href, world)
    }
    const { description, isNamedByLink } = isMultipart(mediaType) ? await readMultipartPackage(body, mediaType, context) : await readPackage(await parseDocument(body, mediaType, world), mediaType, context)
    const problems = await world.seedReader.validate({ processes: [description] }, world.maxDepth)
    if (problems.length > 0) throw malformedPackage(world, problems.map(problem => `${problem.replace('/processes/0', '/processDescription')}.`).join(' '))
    return { description: { ...description, mutable: description['mutable'] ?? true } as ProcessSeed, isNamedByLink, mediaType, body }
  } catch (error) {
    throw toProblem(error, world)
  }
}

/** The query is validated after the body is read. @throws OgcProblem */
function workflowOf ({ query }: FastifyRequest): string | undefined {
  const { w } = query as { w?: string | readonly string[] }
  if (w === undefined || typeof w === 'string') return w
  throw new OgcProblem('invalid-query-parameter-value', `Query parameter: w came ${w.length} times; expected it once.`)
}

const toProblem = (error: unknown, world: World): unknown => {
  if (!(error instanceof PackageError)) return error
  return error.code === 'malformed' ? malformedPackage(world, error.message) : deployProblem(world, error.code, error.message)
}

async function parseDocument (body: Buffer, mediaType: string, world: World): Promise<unknown> {
  try {
    const text = readPackageText(body, mediaType)
    return isJson(mediaType) ? parseJson(text, world.maxDepth) : await parseWithinDepth(text, world)
  } catch (error) {
    throw malformedPackage(world, `The body cannot be read as ${mediaType}: ${(error as Error).message}`)
  }
}

/** The reader that knows all of YAML takes a second for 200 kB, and others wait. */
const mostUnplainYaml = 64_000

async function parseWithinDepth (text: string, { maxDepth }: World): Promise<unknown> {
  const value = await parseText(text, mostUnplainYaml)
  const deep = findDeepPlace(value, maxDepth)
  if (deep !== undefined) throw new Error(`${deep}: a value nested deeper than ${maxDepth} came; expected at most that many nested arrays and objects (--max-depth).`)
  return value
}

/** Fetches only an address that the seed defines, or any address if the world fetches units, within the limits for outgoing requests. */
async function textBehind (href: string, world: World): Promise<string | undefined> {
  const isKnown = Object.hasOwn(world.seed.references ?? {}, href)
  if (!isKnown && world.settings.deployment.links === 'keep') return undefined
  try {
    const { body } = await world.fetchReference(href)
    return body.toString()
  } catch (error) {
    throw new PackageError('malformed', `/executionUnit/href: ${href} came; expected ${(error as Error).message}.`)
  }
}
