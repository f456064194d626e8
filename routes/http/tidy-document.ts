import type { OpenAPIV3 } from 'openapi-types'

/** Says of a route that its body may be absent; what makes descriptions takes every body for required. */
export const optionalBody = 'x-optional-body'

/** As OpenAPI 3.0 says what JSON Schema has said otherwise since its draft 6; a body that may be absent is not required. */
function toOpenapi30 (_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { [optionalBody]: isOptional, exclusiveMinimum, ...rest } = value as Record<string, unknown>
  if (isOptional === true) return { ...rest, requestBody: { ...rest['requestBody'] as object, required: false } }
  return typeof exclusiveMinimum === 'number' ? { ...rest, minimum: exclusiveMinimum, exclusiveMinimum: true } : value
}

/** The document in OpenAPI 3.0, without components that it does not use. */
export function tidyDocument (made: OpenAPIV3.Document): OpenAPIV3.Document {
  const document = JSON.parse(JSON.stringify(made), toOpenapi30) as OpenAPIV3.Document
  const used = new Set<string>()
  const schemas = document.components?.schemas ?? {}
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { $ref } = value as { $ref?: unknown }
    const name = typeof $ref === 'string' ? $ref.replace('#/components/schemas/', '') : undefined
    if (name !== undefined && !used.has(name)) {
      used.add(name)
      collect(schemas[name])
    }
    Object.values(value).forEach(collect)
  }
  collect(document.paths)
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) } }
}
