import { Writable } from 'node:stream'
import t from 'tap'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { pino } from 'pino'
import { createLogger, logRequests, silentLogger } from '../../src/logger.ts'

/** What is logged for one request by a server whose logger stands at `level`. */
async function logged (level: string, isWanted?: () => boolean): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({ write (line, _encoding, done) { lines.push(JSON.parse(line)); done() } })
  const logger = pino({ level }, stream)
  const app = Fastify({ loggerInstance: logger as FastifyBaseLogger, logController: new LogController({ disableRequestLogging: true }) })
  logRequests(app, logger, isWanted)
  app.get('/teapot', (_request, reply) => reply.code(418).send({}))
  await app.inject('/teapot?short=1')
  return lines
}

t.test('a request is one line at debug', async t => {
  const lines = await logged('debug')
  t.match(lines, [{ level: 20, msg: 'request', method: 'GET', url: '/teapot?short=1', status: 418, ms: Number }])
  t.equal(lines.length, 1)
})

t.test('a request that nobody wants to see is no line', async t => {
  t.same(await logged('debug', () => false), [])
})

t.test('a request is no line at info', async t => {
  t.same(await logged('info'), [])
})

t.test('a logger is as loud as its level', async t => {
  t.equal(createLogger('warn').level, 'warn')
  t.equal(silentLogger.isLevelEnabled('fatal'), false)
})
