import swagger from '@fastify/swagger'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { readBodies } from '../routes/bodies.ts'
import { answerClientError } from '../routes/client-error.ts'
import { allowOtherOrigins } from '../routes/cors.ts'
import { answerError } from '../routes/ogc/errors.ts'
import { ogc } from '../routes/ogc/index.ts'
import { OgcProblem } from '../routes/ogc/problems.ts'
import { answerError as answerTatorError } from '../routes/tator/errors.ts'
import { tator } from '../routes/tator/index.ts'
import { logRequests, silent } from './logger.ts'
import { buildSerializer, buildValidator } from './compilers.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

export interface AppOptions {
  readonly world: World
  readonly logger?: Logger
  /** Where the façades begin, such as `/ogc`; nothing if absent. */
  readonly basePath?: string
  /** Whether X-Forwarded-Proto, -Host and -Prefix of whoever connects are believed. */
  readonly trustProxy?: boolean
}

/** As long as a request line may be: an id of 10 kB is an id, and it is the façade that does not know it. */
const longestParam = 16 * 1024

/** The one place where everything meets: two façades over one world. */
export async function buildApp ({ world, logger = silent, basePath = '', trustProxy = false }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    routerOptions: { maxParamLength: longestParam },
    // A request that waits for a job to end, perhaps for ever, must not keep a closing server.
    forceCloseConnections: true,
    schemaController: { compilersFactory: { buildSerializer, buildValidator } },
    frameworkErrors: answerBadUrl(world, basePath),
    clientErrorHandler: answerClientError
  })
  logRequests(app, logger)
  allowOtherOrigins(app)
  readBodies(app)
  await app.register(swagger, { openapi: description, hideUntagged: true, refResolver })
  app.register(ogc, { prefix: basePath, world })
  app.register(tator, { prefix: `${basePath}/rest`, world })
  if (basePath !== '') answerOutside(app, basePath)
  return app
}

/** What lies beside the base path belongs to no façade; it is answered as OGC's would. */
function answerOutside (app: FastifyInstance, basePath: string): void {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(({ method, url }) => { throw new OgcProblem('not-found', `There is nothing at ${method} ${url}. All there is begins with ${basePath}/.`) })
}

/** What cannot be read as a URL reaches no façade: the one that its path begins with words the error. */
const answerBadUrl = ({ settings }: World, basePath: string) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
  (request.url.startsWith(`${basePath}/rest/`) ? answerTatorError(settings) : answerError)(error, request, reply)

const description = {
  openapi: '3.0.3',
  info: {
    title: 'jobdouble',
    version,
    description: 'A test double for servers that run jobs: OGC API – Processes and Tator\'s Job API over one job store.',
    license: { name: 'MIT' }
  },
  components: { securitySchemes: { TokenAuth: { type: 'apiKey', name: 'Authorization', in: 'header', description: '`Token`, a blank and the key.' } } }
} as const

/** Components are called by the schema's own name. */
const refResolver = { buildLocalReference: ({ $id }: { $id?: unknown }) => String($id) }
