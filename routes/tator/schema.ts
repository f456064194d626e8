import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { baseAddress } from '../http/base-address.ts'
import { describeRoutes } from '../http/describe-routes.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { isCurrent } from '../http/is-current.ts'
import { chooseType } from '../http/negotiate.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { answerTatorError } from './errors.ts'
import { TatorProblem } from './problems.ts'
import { answerWrongMethod } from './wrong-method.ts'

const yamlType = 'application/vnd.oai.openapi'
const jsonType = 'application/json'
/** The first is the real server's only one. */
const types = [yamlType, 'application/yaml', 'application/vnd.oai.openapi+json', jsonType]

interface WrittenSchema { readonly base: string, readonly text: string, readonly etag: string }

/**
 * `GET /schema` and `/schema/`: the description of Tator's API alone, in this application's dialect. The `tator`
 * packages since 1.7 generate themselves from it before they have a token: they crash on a path with anything but
 * operations, and find models by the names of components.
 */
export const tatorSchema: FastifyPluginAsync<{ readonly log: ErrorLog }> = async (app, { log }) => {
  app.setErrorHandler(answerTatorError(log))
  app.setNotFoundHandler(() => { throw new TatorProblem('not-found', 'Not found.') })
  const answerOtherMethods = collectMethods(app)
  const write = writer(app)
  for (const path of ['/schema', '/schema/']) {
    app.get(path, { config: { public: true } }, async (request, reply) => {
      const type = chooseType(request.headers.accept, types)
      if (type === undefined) throw new TatorProblem('not-acceptable', 'Could not satisfy the request Accept header.')
      const { text, etag } = await write(baseAddress(request, app.prefix), type)
      reply.type(type).header('ETag', etag).header('Cache-Control', 'no-cache').header('Vary', 'Accept')
      return isCurrent(request, { etag }) ? reply.code(304).send() : text
    })
  }
  answerOtherMethods(answerWrongMethod)
}

/** Clients read it at each start: the latest text of each media type is kept. */
function writer (app: FastifyInstance): (base: string, type: string) => Promise<WrittenSchema> {
  let document: Promise<OpenAPIV3.Document> | undefined
  const written = new Map<string, WrittenSchema>()
  return async (base, type) => {
    const last = written.get(type)
    if (last?.base === base) return last
    document ??= describe(app)
    const text = await write({ ...await document, servers: [{ url: base }] }, type)
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
    const now = { base, text, etag }
    written.set(type, now)
    return now
  }
}

/** Paths are relative to the client's address, which includes the prefix. */
async function describe (app: FastifyInstance): Promise<OpenAPIV3.Document> {
  const { paths, ...document } = await describeRoutes('Tator REST API', app.recordedRoutes())
  return { ...document, paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.slice(app.prefix.length), item])) }
}

async function write (document: OpenAPIV3.Document, type: string): Promise<string> {
  if (type.endsWith('json')) return JSON.stringify(document)
  const { stringifyYaml } = await import('../../src/seed/yaml.ts')
  return stringifyYaml(document, { aliasDuplicateObjects: false })
}
