import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { openapiDocument, descriptions } from '../../../routes/http/descriptions.ts'

const decoratedWith = (document: object) => ({ getDecorator: () => () => document }) as unknown as FastifyInstance
const schemaAt = ($ref: string) => ({ '/a': { get: { responses: { 200: { content: { 'application/json': { schema: { $ref } } } } } } } })

t.test('a description holds the components that it refers to, and those that they refer to, and no others', async t => {
  const { components } = openapiDocument(decoratedWith({
    paths: schemaAt('#/components/schemas/A'),
    components: {
      securitySchemes: { key: {} },
      schemas: { A: { properties: { b: { $ref: '#/components/schemas/B' }, self: { $ref: '#/components/schemas/A' } } }, B: { type: 'string' }, C: { $ref: '#/components/schemas/A' } }
    }
  }), 'any')
  t.same(Object.keys(components?.schemas ?? {}), ['A', 'B'])
  t.same(components?.securitySchemes, { key: {} })
})

t.test('a description without components stays without', async t => {
  t.same(openapiDocument(decoratedWith({ paths: {} }), 'any'), { paths: {}, components: { schemas: {} } })
})

t.test('each route belongs to the description of the control façade, or to those of the dialects in which it is there', async t => {
  const titles = (tag: string, dialect?: string) => descriptions.filter(({ describes }) => describes([tag], dialect)).map(({ decorator }) => decorator)
  t.same(titles('Control'), ['describeControl'])
  t.same(titles('Status'), ['describe 2020-05', 'describe 2020-09', 'describe 1.5'])
  t.same(titles('Job', '1.5'), ['describe 1.5'])
})
