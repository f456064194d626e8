import type { FastifyInstance } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { type TatorDialect, tatorDialects } from '../../src/world/settings.ts'

/** A description of some of the routes, by the name under which the application offers it. */
export interface Description {
  readonly decorator: string
  readonly title: string
  /** Whether a route with these tags belongs to it. @param dialect the dialect of Tator's API in which the route is there; all if undefined */
  describes (tags: readonly string[], dialect: string | undefined): boolean
}

const isControl = (tags: readonly string[]): boolean => tags.includes('Control')

export const controlDescription = 'describeControl'
export const descriptionIn = (dialect: TatorDialect): string => `describe ${dialect}`

/** One description of both APIs for each dialect of Tator's, and one of the control façade. */
export const descriptions: readonly Description[] = [
  ...tatorDialects.map(dialect => ({
    decorator: descriptionIn(dialect),
    title: 'jobdouble',
    describes: (tags: readonly string[], route: string | undefined) => !isControl(tags) && (route === undefined || route === dialect)
  })),
  { decorator: controlDescription, title: 'jobdouble: control', describes: isControl }
]

/** Says of a route that its body may be absent; what makes descriptions takes every body for required. */
export const optionalBody = 'x-optional-body'

/** As OpenAPI 3.0 says what JSON Schema has said otherwise since its draft 6; a body that may be absent is not required. */
function toOpenapi30 (_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { [optionalBody]: isOptional, exclusiveMinimum, ...rest } = value as Record<string, unknown>
  if (isOptional === true) return { ...rest, requestBody: { ...rest['requestBody'] as object, required: false } }
  return typeof exclusiveMinimum === 'number' ? { ...rest, minimum: exclusiveMinimum, exclusiveMinimum: true } : value
}

/** The description of that name, with the components that it uses. @param prefix where its paths begin; any path if absent */
export function openapiDocument (app: FastifyInstance, decorator: string, prefix = ''): OpenAPIV3.Document {
  const whole = JSON.parse(JSON.stringify(app.getDecorator<() => OpenAPIV3.Document>(decorator).call(app)), toOpenapi30) as OpenAPIV3.Document
  const document = { ...whole, paths: Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith(prefix))) }
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
