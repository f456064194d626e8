import type { OpenAPIV3 } from 'openapi-types'

type Parameters = NonNullable<OpenAPIV3.OperationObject['parameters']>

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Moves query parameters of the description to components; a different parameter of the same name stays in its operation. */
export function shareParameters (document: OpenAPIV3.Document): OpenAPIV3.Document {
  const shared: Record<string, OpenAPIV3.ParameterObject> = {}
  const share = (parameter: Parameters[number]): Parameters[number] => {
    if ('$ref' in parameter || parameter.in !== 'query') return parameter
    shared[parameter.name] ??= parameter
    return JSON.stringify(shared[parameter.name]) === JSON.stringify(parameter) ? { $ref: `#/components/parameters/${parameter.name}` } : parameter
  }
  const paths = Object.entries(document.paths).map(([path, item]) => [path, {
    ...item,
    ...Object.fromEntries(verbs.flatMap(verb => {
      const operation = item?.[verb]
      return operation?.parameters === undefined ? [] : [[verb, { ...operation, parameters: operation.parameters.map(share) }]]
    }))
  }])
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, parameters: shared } }
}
