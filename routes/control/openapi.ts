import { Type } from '@sinclair/typebox'
import type { OpenAPIV3 } from 'openapi-types'
import { apiMarkup, apiScripts } from '../pages/api-page.ts'
import { asJson } from '../http/as-json.ts'
import { baseAddress } from '../http/base-address.ts'
import { describeRoutes } from '../http/describe-routes.ts'
import { page } from '../pages/html.ts'
import { formatOf } from '../http/negotiate.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { asHtml } from '../pages/as-html.ts'
import { apisAddress } from './apis-address.ts'
import type { ControlOptions } from './options.ts'

/** `GET /__admin/openapi`: the description of the control façade, as JSON and as a page. */
export function openapi (app: TypedInstance, { apis }: Pick<ControlOptions, 'apis'>): void {
  let described: OpenAPIV3.Document | undefined
  const content = { 'application/json': { schema: Type.Object({}, { additionalProperties: true }) }, 'text/html': { schema: Type.String() } }
  app.get('/openapi', { schema: { operationId: 'getControlApi', tags: ['Control'], summary: 'API description', response: { 200: { description: 'An OpenAPI document.', content } } } }, async (request, reply) => {
    described ??= await describeRoutes('jobdouble: control', app.recordedRoutes())
    const base = baseAddress(request, '')
    const document = { ...described, servers: [{ url: base }] }
    if (formatOf(request) !== 'html') return asJson(reply, document)
    const controlBase = baseAddress(request, app.prefix)
    const description = `${controlBase}/openapi?f=json`
    return asHtml(reply, page({ title: 'Control', base: apisAddress(request, apis), assets: controlBase, demonstration: `${controlBase}/`, json: description, scripts: apiScripts }, apiMarkup({ document, description, assets: controlBase })))
  })
}
