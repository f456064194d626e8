import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import type { TatorDialect } from '../../src/world/settings.ts'
import { baseAddress } from '../http/base-address.ts'
import { descriptionIn, openapiDocument } from '../http/descriptions.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { isCurrent } from '../http/is-current.ts'
import { chooseType } from '../http/negotiate.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { answerTatorError } from './errors.ts'
import { TatorProblem } from './problems.ts'
import { answerWrongMethod } from './wrong-method.ts'

const yamlType = 'application/vnd.oai.openapi'
const jsonType = 'application/json'
/** The first is all that the real server has. */
const types = [yamlType, 'application/yaml', 'application/vnd.oai.openapi+json', jsonType]

interface WrittenSchema { readonly base: string, readonly text: string, readonly etag: string }

/**
 * `GET /schema` and `/schema/`: the description of Tator's API alone. The `tator` packages since 1.7 make themselves of
 * it before they have a token: they crash on a path that has anything but operations, and find models by the names of
 * components.
 */
export const tatorSchema: FastifyPluginAsync<{ readonly log: ErrorLog }> = async (app, { log }) => {
  app.setErrorHandler(answerTatorError(log))
  const answerOtherMethods = collectMethods(app)
  const write = writer(app)
  for (const path of ['/schema', '/schema/']) {
    app.get(path, { config: { public: true } }, async (request, reply) => {
      const type = chooseType(request.headers.accept, types)
      if (type === undefined) throw new TatorProblem('not-acceptable', 'Could not satisfy the request Accept header.')
      const { text, etag } = await write(worldOf(request).settings.tator, baseAddress(request, app.prefix), type)
      reply.type(type).header('ETag', etag).header('Cache-Control', 'no-cache').header('Vary', 'Accept')
      return isCurrent(request, { etag }) ? reply.code(304).send() : text
    })
  }
  answerOtherMethods(answerWrongMethod)
}

/** Clients ask each time they begin: what was written last for a dialect and a media type is kept. */
function writer (app: FastifyInstance): (dialect: TatorDialect, base: string, type: string) => Promise<WrittenSchema> {
  const documents = new Map<TatorDialect, OpenAPIV3.Document>()
  const written = new Map<string, WrittenSchema>()
  return async (dialect, base, type) => {
    const key = `${dialect} ${type}`
    const last = written.get(key)
    if (last?.base === base) return last
    if (!documents.has(dialect)) documents.set(dialect, describe(app, dialect))
    const text = await write({ ...documents.get(dialect)!, servers: [{ url: base }] }, type)
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
    const now = { base, text, etag }
    written.set(key, now)
    return now
  }
}

/** Paths begin where the address ends that the client was given, which has the prefix already. */
function describe (app: FastifyInstance, dialect: TatorDialect): OpenAPIV3.Document {
  const { paths, ...document } = openapiDocument(app, descriptionIn(dialect), `${app.prefix}/rest/`)
  return {
    ...document,
    info: { ...document.info, title: 'Tator REST API' },
    paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.slice(app.prefix.length), item]))
  }
}

async function write (document: OpenAPIV3.Document, type: string): Promise<string> {
  if (type.endsWith('json')) return JSON.stringify(document)
  const { stringifyYaml } = await import('../../src/seed/yaml.ts')
  return stringifyYaml(document, { aliasDuplicateObjects: false })
}
