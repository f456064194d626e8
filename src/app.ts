import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { addBodyParsers } from '../routes/http/bodies.ts'
import { addressAtPort, baseAddress, noAddress } from '../routes/http/base-address.ts'
import { chooseWorld } from '../routes/http/choose-world.ts'
import { answerClientError } from '../routes/http/client-error.ts'
import type { ApiServer } from '../routes/control/compare-dismissals.ts'
import { control } from '../routes/control/index.ts'
import { answerControlError } from '../routes/control/problems.ts'
import { createDelegate, findByPath, type FindDelegate } from '../routes/http/delegate.ts'
import { recordRoutes } from '../routes/http/describe-routes.ts'
import type { ErrorLog } from '../routes/http/error-log.ts'
import { keepInstancesFast } from '../routes/http/fast-instances.ts'
import { exchangeOf } from '../routes/http/exchange.ts'
import { addFormParser } from '../routes/http/form-bodies.ts'
import { addMultipartParser } from '../routes/http/multipart-bodies.ts'
import { decodeAscii } from '../routes/http/decode-ascii.ts'
import { createHostGuard } from '../routes/http/host-guard.ts'
import { admitRequests, receive } from '../routes/http/receive.ts'
import { answerOgcError } from '../routes/ogc/errors.ts'
import { everydayOgc, ogc } from '../routes/ogc/index.ts'
import type { OgcOptions } from '../routes/ogc/options.ts'
import { OgcProblem } from '../routes/ogc/problems.ts'
import { injectFaults } from '../routes/http/fault-injection.ts'
import { answerTatorError } from '../routes/tator/errors.ts'
import { tator } from '../routes/tator/index.ts'
import { tatorSchema } from '../routes/tator/schema.ts'
import { defaultMaxBodyBytes } from './bounds/body-bytes.ts'
import { defaultMaxDepth } from './bounds/json-depth.ts'
import { logRequests, silentLogger } from './logger.ts'
import { buildSerializer, buildValidator } from '../routes/http/compilers.ts'
import { definedOnly } from './jobs/defined-only.ts'
import { type TatorDialect, tatorDialects } from './world/settings.ts'
import type { Worlds } from './world/worlds.ts'

export interface AppOptions {
  readonly worlds: Worlds
  /** The worlds of tokens that belong to one. */
  readonly worldsByToken?: ReadonlyMap<string, string>
  /** Logs errors of the double itself, and at `debug` each request. */
  readonly log?: Logger
  /** Maximum nesting of JSON bodies. */
  readonly maxDepth?: number
  /** Maximum bytes of a body. */
  readonly maxBodyBytes?: number
  /** Base path of the façades, such as `/ogc`; none if absent. */
  readonly basePath?: string
  /** Whether to trust X-Forwarded-Proto, -Host and -Prefix of any client. */
  readonly trustProxy?: boolean
  /** Hosts that are served beside those of loopback; every host if absent. */
  readonly allowedHosts?: readonly string[]
  /** Origins whose pages may do what the double's own pages may. */
  readonly controlOrigins?: readonly string[]
  /** Maximum number of open live updates. */
  readonly maxStreams?: number
  /** Time limit for receiving a request, in milliseconds; 0 for none. */
  readonly requestTimeout?: number
  /** Which façades are served: all (default), both APIs, or one. */
  readonly faces?: 'all' | 'apis' | 'control' | TatorDialect
  /** Serves the whole OGC façade and nothing else, for an application that serves the everyday part of it. */
  readonly wholeOgc?: Pick<OgcOptions, 'tatorRoutes'>
  /** Path of the control façade; `/__admin` if absent. */
  readonly controlPath?: string
  /** The port of the control façade, if it has its own. */
  readonly controlPort?: () => number | undefined
  /** The application that serves the APIs; this one if absent. */
  readonly apis?: ApiServer
  /** The key that the control façade requires; none if absent. */
  readonly controlKey?: string
}

/** Maximum length of a path parameter, as long as a request line may be: an id of 10 kB is an unknown id, answered by the façade. */
const longestParam = 16 * 1024

const defaults = {
  worldsByToken: new Map<string, string>() as ReadonlyMap<string, string>,
  log: silentLogger,
  maxDepth: defaultMaxDepth,
  maxBodyBytes: defaultMaxBodyBytes,
  basePath: '',
  trustProxy: false,
  controlOrigins: [] as readonly string[],
  requestTimeout: 30_000,
  faces: 'all',
  controlPath: '/__admin'
} as const satisfies Partial<AppOptions>

type CompleteOptions = AppOptions & Required<Pick<AppOptions, keyof typeof defaults>>

/** Combines the façades over the worlds: the one place where everything meets. */
export async function buildApp (appOptions: AppOptions): Promise<FastifyInstance> {
  const options: CompleteOptions = { ...defaults, ...appOptions }
  const { basePath, faces, controlPath, log } = options
  const app = createApp(options)
  const delegates = new Map<string, FindDelegate>()
  prepareRequests(app, options, delegates)
  addFacades(app, options, delegates)
  app.setErrorHandler(answerBadUrl(basePath, controlPath, log))
  if (basePath !== '' || faces === 'control') answerOutside(app, faces === 'control' ? controlPath : basePath)
  return app
}

function createApp ({ worlds, worldsByToken, log, maxBodyBytes, basePath, trustProxy, allowedHosts, requestTimeout, controlPath }: CompleteOptions): FastifyInstance {
  return Fastify({
    trustProxy,
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: longestParam },
    // A request that waits for a job to end, perhaps for ever, must not delay closing.
    forceCloseConnections: true,
    requestTimeout,
    // HEAD is routed as GET.
    exposeHeadRoutes: false,
    // No plugin waits for anything; a timer for each route takes a good part of a start.
    pluginTimeout: 0,
    schemaController: { compilersFactory: { buildSerializer, buildValidator } },
    rewriteUrl: receive({ guard: createHostGuard(allowedHosts), home: worlds.default, choose: chooseWorld(worlds, worldsByToken) }),
    // A request without Host is refused in the wording of a façade.
    http: { requireHostHeader: false, ...timeoutsOf(requestTimeout) },
    frameworkErrors: answerBadUrl(basePath, controlPath, log),
    clientErrorHandler: answerClientError
  })
}

/** What every request passes, whichever façade serves it. */
function prepareRequests (app: FastifyInstance, { worlds, trustProxy, controlOrigins, controlPath, controlPort, faces, maxDepth, log }: CompleteOptions, delegates: ReadonlyMap<string, FindDelegate>): void {
  app.decorate('isControl', false)
  app.decorate('lastAddress', noAddress())
  app.decorate('answers', worlds.answers.of(facadeOf(faces)))
  app.decorate('demonstrationAddress', demonstrationAddress(faces, controlPath, controlPort))
  admitRequests(app, { delegates, worlds, trustProxy, controlOrigins: new Set(controlOrigins) })
  logRequests(app, log, request => exchangeOf(request.raw).unrouted !== request && !(request.is404 && findByPath(delegates, request.url) !== undefined))
  addBodyParsers(app, maxDepth)
  addFormParser(app)
  addMultipartParser(app)
  injectFaults(app)
  recordRoutes(app)
  keepInstancesFast(app)
}

/** Registers the façades that the application serves itself; others get delegates. */
function addFacades (app: FastifyInstance, options: CompleteOptions, delegates: Map<string, FindDelegate>): void {
  const { worlds, log, basePath, faces, controlPath, controlKey, maxStreams, wholeOgc, apis = { app, basePath } } = options
  if (wholeOgc !== undefined) app.register(ogc, { prefix: basePath, log, ...wholeOgc, ...definedOnly({ maxStreams }) })
  else if (faces === 'control') app.register(control, { prefix: controlPath, worlds, log, apis, ...definedOnly({ key: controlKey }) })
  else if (faces === 'all' || faces === 'apis') addDelegates(app, { ...options, apis }, delegates)
  else {
    app.register(tator, { prefix: `${basePath}/rest`, log, dialect: faces })
    app.register(tatorSchema, { prefix: basePath, log })
  }
}

/** Serves the everyday part of OGC's façade; what else is asked for is made when it is first asked for. */
function addDelegates (app: FastifyInstance, options: CompleteOptions, delegates: Map<string, FindDelegate>): void {
  const { log, basePath, faces, controlPath } = options
  const delegate = (changes: Partial<AppOptions>) => createDelegate(app, () => buildApp({ ...options, ...changes }))
  const tators = Object.fromEntries(tatorDialects.map(faces => [faces, delegate({ faces })])) as Record<TatorDialect, ReturnType<typeof createDelegate>>
  const tatorRoutes = async (dialect: TatorDialect) => (await tators[dialect]()).recordedRoutes()
  app.register(everydayOgc, { prefix: basePath, log })
  for (const path of [`${basePath}/rest`, `${basePath}/schema`]) delegates.set(path, ({ settings }) => tators[settings.tator]())
  if (faces === 'all') delegates.set(controlPath, delegate({ faces: 'control' }))
  else app.register(answerControlElsewhere, { controlPath, basePath, log })
  delegates.set(basePath, delegate({ wholeOgc: { tatorRoutes } }))
}

/** The façade under which an application counts its answers. */
const facadeOf = (faces: NonNullable<AppOptions['faces']>) => faces === 'control' ? 'control' : faces === 'all' || faces === 'apis' ? 'ogc' : 'tator'

/** Node checks for slow requests at intervals only; headers alone must not take longer than the whole request. */
const timeoutsOf = (requestTimeout: number) => requestTimeout === 0
  ? { headersTimeout: 0 }
  : { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.min(requestTimeout, 1000) }

/** The demonstration's address for links on pages. */
function demonstrationAddress (faces: NonNullable<AppOptions['faces']>, controlPath: string, controlPort: AppOptions['controlPort']): FastifyInstance['demonstrationAddress'] {
  if (faces !== 'apis') return request => baseAddress(request, `${controlPath}/`)
  return request => {
    const port = controlPort?.()
    return port === undefined ? undefined : addressAtPort(request, port, '/__admin/')
  }
}

/** Answers requests for the control façade at a path where it is not. */
async function answerControlElsewhere (app: FastifyInstance, { controlPath, basePath, log }: { readonly controlPath: string, readonly basePath: string, readonly log: ErrorLog }): Promise<void> {
  app.setErrorHandler(answerOgcError(log, basePath))
  const refuse = (request: FastifyRequest) => {
    const place = app.demonstrationAddress(request)
    throw new OgcProblem('not-found', place === undefined
      ? 'The control façade is off, and the demonstration page with it. Start the double with --control on to get them.'
      : `The control façade is not here, but at ${place}.`)
  }
  for (const path of [controlPath, `${controlPath}/*`]) app.all(path, refuse)
}

/** A path outside the base path belongs to no façade; it is answered like OGC's. */
function answerOutside (app: FastifyInstance, basePath: string): void {
  app.setNotFoundHandler(({ method, url }) => { throw new OgcProblem('not-found', `There is no resource at ${method} ${url}. All resources begin with ${basePath}/.`) })
}

/** An invalid URL reaches no façade and none of its hooks: the façade at the beginning of its path words the error. */
const answerBadUrl = (basePath: string, controlPath: string, log: ErrorLog) => {
  const [inTator, inControl, inOgc] = [answerTatorError(log), answerControlError(log), answerOgcError(log, basePath)]
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const path = decodeAscii(request.url)
    const answer = path.startsWith(`${basePath}/rest/`) ? inTator : path.startsWith(`${controlPath}/`) ? inControl : inOgc
    return answer((exchangeOf(request.raw).refusal ?? error) as FastifyError, request, reply.header('X-Content-Type-Options', 'nosniff'))
  }
}
