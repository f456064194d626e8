import type { OpenAPIV3 } from 'openapi-types'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { ProfileHeaders, ResultsQuery } from '../../schemas/ogc/results-query.ts'
import type { Dialect } from './dialect.ts'

const ofDraft = new Set(Object.keys(ResultsQuery.properties).filter(name => !(name in CommonQuery.properties)))

const results = ['getResult', 'execute']

/** Any text is one: no request is validated by it. */
const headers = Object.entries(ProfileHeaders.properties).map(([name, { type, description = '' }]): OpenAPIV3.ParameterObject =>
  ({ schema: { type }, in: 'header', name, required: false, description }))

/** The description of the API with the parameters of the draft as its text defines them, or without them in a dialect that has none. */
export const describeDraftParameters = (document: OpenAPIV3.Document, dialect: Dialect): OpenAPIV3.Document => ({
  ...document,
  paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) =>
    [path, Object.fromEntries(Object.entries(item as Record<string, OpenAPIV3.OperationObject>).map(([verb, operation]) => [verb, describeOperation(operation, dialect)]))]))
})

function describeOperation (operation: OpenAPIV3.OperationObject, { negotiatesResults }: Dialect): OpenAPIV3.OperationObject {
  if (!results.includes(operation.operationId!)) return operation
  const parameters = operation.parameters as OpenAPIV3.ParameterObject[]
  return { ...operation, parameters: negotiatesResults ? [...parameters.map(withSerialization), ...headers] : parameters.filter(({ name }) => !ofDraft.has(name)) }
}

/** `/req/core/job-results-param-outputs`, `/req/query-param-profile/definition` */
const withSerialization = (parameter: OpenAPIV3.ParameterObject): OpenAPIV3.ParameterObject =>
  ofDraft.has(parameter.name) ? { ...parameter, style: 'form', explode: false } : parameter
