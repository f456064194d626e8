import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'

const every = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = typeof every[number]

/** Returns what the answer is, or throws. */
export type AnswerWrongMethod = (request: FastifyRequest, reply: FastifyReply, allow: string) => unknown

/**
 * Collects which methods the routes registered after it answer. What it returns registers, for each path, the rest of
 * the methods, so that a known path with a wrong method is told from an unknown path; OPTIONS goes there too.
 */
export function collectMethods (app: FastifyInstance): (answer: AnswerWrongMethod) => void {
  const methodsByPath = new Map<string, Set<Method>>()
  const open = new Set<string>()
  app.addHook('onRoute', ({ method, path: url, config }: RouteOptions & { path: string }) => {
    if (config?.wrongMethod === true) return
    // Where the façade has a prefix, its root is there with and without a slash: one path.
    const path = url.slice(app.prefix.length) || '/'
    if (config?.public === true) open.add(path)
    const methods = methodsByPath.get(path) ?? new Set()
    for (const one of [method].flat()) methods.add(one as Method)
    if (methods.has('GET')) methods.add('HEAD')
    methodsByPath.set(path, methods)
  })
  return answer => {
    for (const [path, methods] of methodsByPath) {
      const allow = [...every.filter(method => methods.has(method)), 'OPTIONS'].join(', ')
      app.route({
        method: every.filter(method => !methods.has(method)),
        url: path,
        config: { wrongMethod: true, ...(open.has(path) && { public: true }) },
        schema: { hide: true },
        // A QUERY without Content-Type would be told of that, by Fastify, before any handler.
        onRequest: async (request, reply) => request.method === 'QUERY' ? answer(request, reply, allow) : undefined,
        handler: async (request, reply) => answer(request, reply, allow)
      })
    }
  }
}
