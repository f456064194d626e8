import SwaggerUIBundle from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import { apiLayout } from './parts/api-layout.ts'
import { completeNames } from './parts/complete-names.ts'

function loadStyle (href: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error(`${href} could not be loaded.`)))
    document.head.append(link)
  })
}

async function loadJson (href: string): Promise<object> {
  const answer = await fetch(href, { headers: { 'x-requested-with': 'jobdouble' } })
  if (!answer.ok) throw new Error(`${href} answered ${answer.status}.`)
  return Object(await answer.json())
}

/** Replaces the list of operations with Swagger UI; on failure the list stays. */
async function start (list: HTMLElement): Promise<void> {
  const { description, style } = list.dataset
  if (description === undefined || style === undefined) return
  const [spec] = await Promise.all([loadJson(description), loadStyle(style)])
  const place = document.createElement('div')
  place.id = 'api'
  completeNames(place)
  SwaggerUIBundle({
    spec,
    domNode: place,
    layout: 'ApiLayout',
    plugins: [apiLayout],
    validatorUrl: null,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
    syntaxHighlight: false,
    onComplete: () => list.replaceWith(place)
  })
}

const list = document.getElementById('operations')
if (list !== null) start(list).catch(error => console.warn('Swagger UI could not start; the list of operations is read-only.', error))
