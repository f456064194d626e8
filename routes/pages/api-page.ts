import { html } from 'ghtml'
import type { OpenAPIV3 } from 'openapi-types'
import { assetHref } from './assets.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The content of a page of operations, with the addresses that its script needs. */
export interface ApiPage {
  readonly document: Pick<OpenAPIV3.Document, 'paths'>
  /** The address of the description as JSON. */
  readonly description: string
  /** The address of stylesheet and scripts, without `/assets`. */
  readonly assets: string
}

export const apiScripts = ['api.js']

/** A list of the operations; the script replaces it with Swagger UI, where each can be tried. */
export const apiMarkup = ({ document, description, assets }: ApiPage): string =>
  html`<section id="operations" data-description="${description}" data-style="${assetHref(assets, 'api.css')}">!${operationsMarkup(document)}</section>`

function operationsMarkup ({ paths }: Pick<OpenAPIV3.Document, 'paths'>): string {
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
