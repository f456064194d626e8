import type { FastifyRequest } from 'fastify'
import type { Level } from '../../schemas/seed.ts'
import type { RememberedRoutes } from './describe-routes.ts'

/** What an operation asks of a user in its project. */
export type NeededLevel = Exclude<Level, 'edit' | 'full'>

/** What a route says of itself to the hooks of its façade. */
declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route only says that the method is wrong. */
    wrongMethod?: boolean
    /** Whoever calls it needs no token. */
    public?: boolean
    /** What its user must be allowed in the project of the path. */
    level?: NeededLevel
    /** Media types that the resource offers beside JSON and HTML. */
    offers?: readonly string[]
    /** What it offers depends on the job or the process: its handler negotiates. */
    negotiates?: boolean
    /** It takes forms too, as a browser sends them; from pages of every origin, or from the double's own alone. */
    forms?: true | 'any-origin'
    /** Why its body may have another size than those of other routes, as the end of a sentence. */
    bodyBound?: string
    /** Pages ask for it by themselves: it is not among the requests of a client, whoever asks, or where a page of the double does. */
    unrecorded?: true | 'same-origin'
    /** Only the double's own pages send it. */
    ownPages?: boolean
  }
  interface FastifyInstance {
    /** Whether it is the control façade, which is no part of what is tested: known by the route, whatever its URL looks like. */
    isControl: boolean
    /** Where a page finds the demonstration; undefined where there is none. */
    demonstrationAddress: (request: FastifyRequest) => string | undefined
    rememberedRoutes (): RememberedRoutes
    /** How many answers of each status its façade has given. */
    answers: Float64Array
  }
}
