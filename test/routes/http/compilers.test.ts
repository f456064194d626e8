import t from 'tap'
import { Type } from '@sinclair/typebox'
import { buildSerializer, buildValidator } from '../../../routes/http/compilers.ts'

type Validator = ((data: unknown) => boolean) & { readonly errors: unknown[] | null }
const validatorOf = (schema: object, httpPart: string) => buildValidator({}, {})({ schema, httpPart, method: 'GET', url: '/' } as never) as unknown as Validator | undefined

t.test('path parameters that may be any text are not validated; others are', async t => {
  t.equal(validatorOf(Type.Object({ jobId: Type.String({ description: 'an id' }) }), 'params'), undefined)
  for (const [id, wrong] of [[Type.Integer(), 'x'], [Type.String({ pattern: '^a' }), 'b']] as const) t.equal(validatorOf(Type.Object({ id }), 'params')?.({ id: wrong }), false)
})

t.test('an empty query is right where no member is required; its defaults are set, and other queries are validated', async t => {
  const optional = validatorOf(Type.Object({ f: Type.Optional(Type.Literal('json')) }), 'querystring')!
  t.same([{}, { f: 'json' }, { f: 'xml' }].map(query => optional(query)), [true, true, false])
  t.equal(optional.errors?.length, 1)
  t.equal(validatorOf(Type.Object({ id: Type.String() }), 'querystring')!({}), false)
  const query: { limit?: number } = {}
  t.ok(validatorOf(Type.Object({ limit: Type.Optional(Type.Integer({ default: 10 })) }), 'querystring')!(query))
  t.equal(query.limit, 10)
})

t.test('a schema is compiled once in a process, however many doubles use it', async t => {
  let reads = 0
  const counted = () => Object.defineProperty({ properties: { a: { type: 'string' } } }, 'type', { enumerable: true, get: () => { reads++; return 'object' } })
  const [body, answer] = [counted(), counted()]
  const route = { method: 'GET', url: '/' }
  const compileBoth = () => {
    t.equal(validatorOf(body, 'body')!({ a: 1 }), false)
    t.equal(buildSerializer({}, {})({ ...route, schema: answer, httpStatus: '200' } as never)({ a: 'x' }), '{"a":"x"}')
  }
  compileBoth()
  t.ok(reads > 0)
  reads = 0
  compileBoth()
  t.equal(reads, 0)
})
