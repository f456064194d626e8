import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { multipartFormType } from '../../http/multipart-bodies.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { UnsupportedMediaType } from '../../http/unsupported-media-type.ts'
import { type FormRequest, type OwnExchange, sendForForm } from '../own-exchange.ts'
import { isDeploying } from './deploy-routes.ts'
import { problemOfPackage } from './package-problem.ts'
import { noSuchResource } from '../problems.ts'
import { ProcessParams } from '../processes.ts'
import { readPackageForm } from './read-package-form.ts'
import { respondWithPage } from '../respond.ts'
import { processUrl } from '../process-url.ts'
import { deployPurpose, replacePurpose } from '../views/deployment.ts'
import { packageForm, type PackageFormPurpose } from '../views/package-form.ts'

/**
 * `POST /deployment`, and `…/replacement` and `…/undeployment` beside a process: the forms of its pages, since a form
 * can send neither a package nor a PUT nor a DELETE. They send the real request and show the exchange. They serve the
 * pages, and are not part of the API.
 */
export function deploymentPages (app: TypedInstance): void {
  const config = { uploads: true, ownPages: true } as const
  const ofProcess = { schema: { params: ProcessParams }, config, onRequest: expectDeployingWorld }
  app.post('/deployment', { config, onRequest: expectDeployingWorld }, (request, reply) =>
    sendPackage(app, { request, reply, method: 'POST', path: '/processes', title: 'Deploying a process', purpose: deployPurpose(baseAddress(request, app.prefix)) }))
  app.post('/processes/:processID/replacement', ofProcess, (request, reply) => {
    const { processID } = request.params
    return sendPackage(app, { request, reply, method: 'PUT', path: processUrl('', processID), title: `Replacing process ${processID}`, purpose: replacePurpose(baseAddress(request, app.prefix), processID) })
  })
  app.post('/processes/:processID/undeployment', { ...ofProcess, config: { forms: true, ownPages: true } }, async (request, reply) => {
    const { processID } = request.params
    const exchange = await sendForForm(app, request, { method: 'DELETE', path: processUrl('', processID) })
    return show({ request, reply, title: `Undeploying process ${processID}` }, exchangeSection(exchange))
  })
}

const expectDeployingWorld = (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void =>
  done(isDeploying(worldOf(request)) ? undefined : noSuchResource(request))

const exchangeSection = ({ markup }: OwnExchange): string => html`<section id="exchange">!${markup}</section>`

interface ShownExchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly title: string
}

interface PackageRequest extends ShownExchange, Pick<FormRequest, 'method' | 'path'> {
  readonly purpose: PackageFormPurpose
}

/** Sends the package in the form, or shows the form again with each problem beside its field. */
async function sendPackage (app: TypedInstance, { method, path, purpose, ...frame }: PackageRequest): Promise<string> {
  const { request, reply } = frame
  const sent = await readPackageForm(formOf(request))
  const { workflow } = sent.fields
  const query = workflow === '' ? '' : `?${new URLSearchParams({ w: workflow })}`
  const exchange = await sendForForm(app, request, { method, path: `${path}${query}`, contentType: sent.mediaType, body: sent.bytes })
  const problem = problemOfPackage(exchange.answer)
  if (problem === undefined) return show(frame, exchangeSection(exchange), exchange.answer?.headers['location'])
  reply.code(400)
  return show(frame, html`!${packageForm(purpose, { fields: sent.fields, problem })}!${exchangeSection(exchange)}`)
}

function formOf ({ body, headers }: FastifyRequest): FormData {
  if (body instanceof FormData) return body
  throw new UnsupportedMediaType(headers['content-type'], multipartFormType)
}

function show ({ request, reply, title }: ShownExchange, content: string, location?: string): string {
  const base = baseAddress(request, request.server.prefix)
  const processLink = location === undefined ? '' : html`<a href="${location}?f=html">The process</a> `
  return respondWithPage(request, reply, title, html`!${content}<p class="row links">!${processLink}<a href="${base}/processes?f=html">All processes</a></p>`)
}
