import type { FastifyRequest } from 'fastify'
import type { Level } from '../../schemas/seed.ts'
import type { RecordedRoutes } from './describe-routes.ts'
import type { LastAddress } from './base-address.ts'

/** The level that an operation requires in its project. */
export type NeededLevel = Exclude<Level, 'edit' | 'full'>

/** Settings of a route for the hooks of its façade. */
declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route only answers wrong methods. */
    wrongMethod?: boolean
    /** No token is required. */
    public?: boolean
    /** The level required in the project of the path. */
    level?: NeededLevel
    /** Media types that the resource offers beside JSON and HTML. */
    offers?: readonly string[]
    /** The offer depends on the job or the process: the handler negotiates. */
    negotiates?: boolean
    /** It accepts forms too: from pages of every origin, or of the double alone. */
    forms?: true | 'any-origin'
    /** It accepts forms with files. */
    uploads?: boolean
    /** Why its body limit differs from that of other routes, as the end of a sentence. */
    bodyBound?: string
    /** Pages request it by themselves, so it is not recorded: always, or if a page of the double does. */
    unrecorded?: true | 'same-origin'
    /** Only the double's own pages may send it. */
    ownPages?: boolean
  }
  interface FastifyInstance {
    /** Whether it is the control façade, which is not part of the system under test: known by the route, whatever its URL. */
    isControl: boolean
    /** The demonstration's address for links; undefined if there is none. */
    demonstrationAddress: (request: FastifyRequest) => string | undefined
    lastAddress: LastAddress
    recordedRoutes (): RecordedRoutes
    /** Counts the answers of its façade by status code. */
    answers: Float64Array
  }
}
