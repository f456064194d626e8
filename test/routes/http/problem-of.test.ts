import type { FastifyError, FastifyRequest } from 'fastify'
import t from 'tap'
import { controlWording } from '../../../routes/control/problems.ts'
import { problemOf } from '../../../routes/http/problem-of.ts'
import { JobError } from '../../../src/jobs/errors.ts'
import { InvalidArgument } from '../../../src/jobs/invalid-argument.ts'

const failure = 'An internal error of the double occurred; its log has the details.'

const withStatus = (statusCode: number) => Object.assign(new Error('a status'), { statusCode })

const ofCaller: [what: string, error: Error, status: number, text: string][] = [
  ['an argument that cannot be used', new InvalidArgument('soon is no duration'), 400, 'soon is no duration'],
  ['what the core refuses', new JobError('id-in-use', 'in use'), 400, 'in use'],
  ['a body that is too long', withStatus(413), 413, 'The body is larger than 10 bytes; expected at most that many (--max-body-bytes).']
]

const ofDouble: [what: string, error: Error][] = [
  ['an error', new Error('a secret')],
  ['a range error', new RangeError('a secret')],
  ['a syntax error', new SyntaxError('a secret')],
  ['an error with a status of a server', withStatus(503)]
]

/** The answer of a façade to an error, and the log entry. */
function wordedAs (error: Error, body?: unknown): { status: number, texts: string[], logged: unknown[] } {
  const logged: unknown[] = []
  const { statusCode, details } = problemOf(controlWording, { error: error => { logged.push(error) } })(error as FastifyError, { body, routeOptions: { bodyLimit: 10, config: {} } } as FastifyRequest)
  return { status: statusCode, texts: details.map(({ title }) => title), logged }
}

t.test('what the caller has to mend is said as it is, and not logged', async t => {
  for (const [what, error, status, text] of ofCaller) t.same(wordedAs(error), { status, texts: [text], logged: [] }, what)
})

t.test('a failure of the double is logged, and nobody else hears of its inside', async t => {
  for (const [what, error] of ofDouble) t.same(wordedAs(error), { status: 500, texts: [failure], logged: [error] }, what)
})

t.test('what does not fit a schema is a sentence each; no body is told from null', async t => {
  const validation = [{ instancePath: '', keyword: 'type', params: {}, message: 'must be object', schemaPath: '', data: null }]
  const error = Object.assign(new Error(), { validation, validationContext: 'body' })
  t.same(wordedAs(error, undefined).texts, ['the body: nothing came; expected object'])
  t.same(wordedAs(error, null).texts, ['the body: null came; expected object'])
})

t.test('an error of validation that names no part is one of the body', async t => {
  const error = Object.assign(new Error(), { validation: [{ instancePath: '/a', keyword: 'type', params: {}, message: 'must be object', schemaPath: '', data: 5 }] })
  t.same(wordedAs(error).texts, ['/a: 5 came; expected object'])
})
