import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Exchange } from './exchange.ts'

const routed = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = typeof routed[number]

/** Returns the answer, or throws. */
export type AnswerWrongMethod = (request: FastifyRequest, reply: FastifyReply, allow: string) => unknown

/**
 * Routes a request that no route answers again as OPTIONS, which every known path answers: separate routes for the
 * missing methods of each path were two thirds of all routes.
 * @returns whether it was routed
 */
export function routeAsOptions (request: FastifyRequest, reply: FastifyReply, exchange: Exchange): boolean {
  const { raw } = request
  if (raw.method === 'OPTIONS') return false
  exchange.method ??= raw.method
  exchange.unrouted = request
  raw.method = 'OPTIONS'
  reply.hijack()
  request.server.routing(raw, reply.raw)
  return true
}

/** What another path with parameters would answer: `DELETE /requests/wait` must not match `/requests/:id`. */
function methodsInItsPlace (path: string, methodsByPath: ReadonlyMap<string, ReadonlySet<Method>>): Method[] {
  const covering = [...methodsByPath].filter(([other]) => other !== path && other.includes(':') && covers(other, path))
  return covering.length === 0 ? [] : routed.filter(method => covering.some(([, methods]) => methods.has(method)))
}

function covers (pattern: string, path: string): boolean {
  const [segments, others] = [path.split('/'), pattern.split('/')]
  return segments.length === others.length && others.every((other, index) => other.startsWith(':') || other === segments[index])
}

/**
 * Collects the methods of the routes registered after it. The returned function registers OPTIONS for each path, which
 * answers every other method: so a known path with a wrong method differs from an unknown path.
 * @param always the methods that each path answers; none where another application answers what no route does
 */
export function collectMethods (app: FastifyInstance, always: readonly Method[] = ['OPTIONS']): (answer: AnswerWrongMethod) => void {
  const methodsByPath = new Map<string, Set<Method>>()
  const open = new Set<string>()
  app.addHook('onRoute', ({ method, path: url, config }: RouteOptions & { path: string }) => {
    if (config?.wrongMethod === true) return
    // With a prefix, the root exists with and without a slash: one path.
    const path = url.slice(app.prefix.length) || '/'
    if (config?.public === true) open.add(path)
    const methods = methodsByPath.get(path) ?? new Set()
    for (const one of [method].flat()) methods.add(one as Method)
    methodsByPath.set(path, methods)
  })
  return answer => {
    for (const [path, methods] of methodsByPath) {
      const answered = [...always, ...methodsInItsPlace(path, methodsByPath).filter(method => !methods.has(method))]
      if (answered.length === 0) continue
      const allow = [...routed.filter(method => methods.has(method)).flatMap(method => method === 'GET' ? ['GET', 'HEAD'] : method), 'OPTIONS'].join(', ')
      app.route({
        method: answered,
        url: path,
        config: { wrongMethod: true, ...(open.has(path) && { public: true }) },
        schema: { hide: true },
        // Fastify would refuse a QUERY without Content-Type before any handler.
        onRequest: async (request, reply) => request.method === 'QUERY' ? answer(request, reply, allow) : undefined,
        handler: async (request, reply) => answer(request, reply, allow)
      })
    }
  }
}
