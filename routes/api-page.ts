import { html } from 'ghtml'
import type { OpenAPIV3 } from 'openapi-types'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The operations of a description, as markup for its page. */
export function operationsMarkup ({ paths }: Pick<OpenAPIV3.Document, 'paths'>): string {
  return Object.entries(paths).flatMap(([path, item]) => methods.map(method => {
    const operation = item?.[method]
    return operation === undefined ? '' : operationMarkup(method, path, operation)
  })).join('')
}

function operationMarkup (method: string, path: string, { summary, description, responses }: OpenAPIV3.OperationObject): string {
  const answers = Object.entries(responses).map(([status, response]) =>
    html`<dt>${status}</dt><dd>${(response as OpenAPIV3.ResponseObject).description}</dd>`)
  return html`<section><h2><code>${method.toUpperCase()} ${path}</code></h2><p>${[summary, description].join(' ')}</p><dl>!${answers}</dl></section>`
}
