import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'
import { withoutSecretParameters } from './requests/secret-parameters.ts'

export const silentLogger: Logger = pino({ level: 'silent' })

/** Logs lines of JSON to standard error: standard output belongs to the ready line. */
export const createLogger = (level: string): Logger => pino({ level }, pino.destination({ fd: 2, sync: true }))

/**
 * Logs one line for each request at `debug`. Two lines at `info`, Fastify's own way, cost more than half of the
 * throughput, and Fastify with a silent logger still a tenth; so Fastify gets no logger, and above `debug` not even the
 * hook is added.
 * @param isWanted whether to log a request; all if absent
 */
export function logRequests (app: FastifyInstance, log: Logger, isWanted: (request: FastifyRequest) => boolean = () => true): void {
  if (!log.isLevelEnabled('debug')) return
  app.addHook('onResponse', (request, reply, done) => {
    if (isWanted(request)) log.debug({ method: request.method, url: withoutSecretParameters(request.url), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
    done()
  })
}
