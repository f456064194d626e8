import type { OpenAPIV3 } from 'openapi-types'
import t from 'tap'
import { apiDescriptions, controlDescription, tidyDocument } from '../../../routes/http/descriptions.ts'

const tidy = (document: object) => tidyDocument(document as OpenAPIV3.Document)
const schemaAt = ($ref: string) => ({ '/a': { get: { responses: { 200: { content: { 'application/json': { schema: { $ref } } } } } } } })

t.test('a description holds the components that it refers to, and those that they refer to, and no others', async t => {
  const { components } = tidy({
    paths: schemaAt('#/components/schemas/A'),
    components: {
      securitySchemes: { key: {} },
      schemas: { A: { properties: { b: { $ref: '#/components/schemas/B' }, self: { $ref: '#/components/schemas/A' } } }, B: { type: 'string' }, C: { $ref: '#/components/schemas/A' } }
    }
  })
  t.same(Object.keys(components?.schemas ?? {}), ['A', 'B'])
  t.same(components?.securitySchemes, { key: {} })
})

t.test('a description without components stays without', async t => {
  t.same(tidy({ paths: {} }), { paths: {}, components: { schemas: {} } })
})

t.test('each route belongs to the description of the control façade, or to those of the dialects in which it is there', async t => {
  const { '2020-05': early, 1.5: late } = apiDescriptions
  const describing = (tag: string, dialect?: string) => [controlDescription, early, late].map(({ describes }) => describes([tag], dialect))
  t.same(describing('Control'), [true, false, false])
  t.same(describing('Status'), [false, true, true])
  t.same(describing('Job', '1.5'), [false, false, true])
})
