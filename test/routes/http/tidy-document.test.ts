import type { OpenAPIV3 } from 'openapi-types'
import t from 'tap'
import { tidyDocument } from '../../../routes/http/tidy-document.ts'

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
