import type { OpenAPIV3 } from 'openapi-types'

/** Marks a route whose body is optional; the description generator takes every body as required. */
export const optionalBody = 'x-optional-body'

/** Converts keywords of JSON Schema draft 6 and later to OpenAPI 3.0; a marked body becomes optional. */
function toOpenapi30 (_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { [optionalBody]: isOptional, exclusiveMinimum, ...rest } = value as Record<string, unknown>
  if (isOptional === true) return { ...rest, requestBody: { ...rest['requestBody'] as object, required: false } }
  return typeof exclusiveMinimum === 'number' ? { ...rest, minimum: exclusiveMinimum, exclusiveMinimum: true } : value
}

/** The document in OpenAPI 3.0, without unused components. */
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
