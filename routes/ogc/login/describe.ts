import type { OpenAPIV3 } from 'openapi-types'
import type { Settings } from '../../../src/world/settings.ts'
import { neededLevels, resourceOf } from './resource.ts'

const verbs = ['get', 'post', 'put', 'delete'] as const

/** Adds login to the API description of a world: the security schemes, and the errors of each operation without login. */
export function withLogin (document: OpenAPIV3.Document, settings: Settings, base: string): OpenAPIV3.Document {
  if (settings.login === 'off') return document
  const schemes = schemesOf(settings, base)
  const security = Object.keys(schemes).map(name => ({ [name]: [] }))
  return {
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, {
      ...item,
      ...Object.fromEntries(verbs.flatMap(verb => {
        const operation = item?.[verb]
        return operation === undefined ? [] : [[verb, describeIn(settings, security, operation, resourceOf(verb.toUpperCase(), path))]]
      }))
    }])),
    components: { ...document.components, securitySchemes: { ...document.components?.securitySchemes, ...schemes } }
  }
}

function schemesOf ({ login, loginHeader }: Settings, base: string): Record<string, OpenAPIV3.SecuritySchemeObject> {
  if (login === 'api-key') return { ApiKey: { type: 'apiKey', in: 'header', name: loginHeader } }
  const flow = { tokenUrl: `${base}/token`, scopes: {} }
  return {
    BearerToken: { type: 'http', scheme: 'bearer' },
    OAuth2: { type: 'oauth2', flows: { password: { ...flow, refreshUrl: flow.tokenUrl }, clientCredentials: flow } }
  }
}

/** An open operation accepts a token too; the empty requirement makes it optional. */
function describeIn ({ loginOpen }: Settings, security: OpenAPIV3.SecurityRequirementObject[], operation: OpenAPIV3.OperationObject, resource: ReturnType<typeof resourceOf>): OpenAPIV3.OperationObject {
  if (resource === undefined) return operation
  const isOpen = loginOpen.includes(resource)
  const isLimited = neededLevels[resource] !== undefined
  const { content } = operation.responses['500'] as OpenAPIV3.ResponseObject
  const answer = (description: string) => ({ description, ...(content !== undefined && { content }) })
  return {
    ...operation,
    security: isOpen ? [...security, {}] : security,
    responses: {
      ...operation.responses,
      401: answer(isOpen ? 'The token is not accepted.' : 'No token came, or it is not accepted.'),
      ...(isLimited && { 403: answer('The user may not do that.') })
    }
  }
}
