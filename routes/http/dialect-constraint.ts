import type { IncomingMessage } from 'node:http'
import type { ConstraintStrategy, Handler, HTTPVersion } from 'find-my-way'
import { exchangeOf } from './exchange.ts'

/** The name under which a route says in which dialect of Tator's API it is there. */
export const dialectConstraint = 'tatorDialect'

/** Lets the router choose among routes by the dialect that the request's world speaks. */
export const tatorDialectStrategy: ConstraintStrategy<HTTPVersion.V1, string> = {
  name: dialectConstraint,
  storage () {
    const handlers = new Map<string, Handler<HTTPVersion.V1>>()
    return {
      get: dialect => handlers.get(dialect) ?? null,
      set: (dialect, handler) => { handlers.set(dialect, handler) }
    }
  },
  deriveConstraint: (raw: IncomingMessage) => exchangeOf(raw).world.settings.tator,
  validate () {}
}
