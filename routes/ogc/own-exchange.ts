import type { FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { baseAddress } from '../http/base-address.ts'
import { exchangeOf, worldOf } from '../http/exchange.ts'
import { type OwnAnswer, type OwnRequest, sendOwnRequest } from '../http/own-request.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { exchangeMarkup } from './views/exchange.ts'

/** The request that a form stands for, since it cannot send it itself. */
export interface FormRequest extends Pick<OwnRequest, 'method'> {
  /** Path and query below the façade. */
  readonly path: string
  readonly contentType?: string
  readonly body?: Buffer
}

/** A request of the double to itself, with its answer, for display. */
export interface OwnExchange {
  /** Undefined if a fault broke the exchange. */
  readonly answer: OwnAnswer | undefined
  readonly markup: string
}

/** Headers that proxies, the choice of the world and login depend on; the header of an API key is passed on too. */
const passedOn = ['host', 'authorization', 'cookie', 'x-test-id', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-prefix', 'x-forwarded-for'] as const

/** Sends the request of a form like its client would. */
export async function sendForForm (app: TypedInstance, request: FastifyRequest, { method, path, contentType, body }: FormRequest): Promise<OwnExchange> {
  const passed = Object.fromEntries([...passedOn, worldOf(request).settings.loginHeader.toLowerCase()].flatMap(name => request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]]))
  const type = definedOnly({ 'content-type': contentType })
  try {
    const answer = await sendOwnRequest(app, { method, url: `${exchangeOf(request.raw).prefix}${app.prefix}${path}`, headers: { ...passed, ...type }, payload: body })
    const { headers: responseHeaders, ...rest } = answer
    return { answer, markup: exchangeMarkup({ method, url: `${baseAddress(request, app.prefix)}${path}`, requestHeaders: { accept: 'application/json', ...type }, ...definedOnly({ requestBody: body?.toString() }), responseHeaders, ...rest }) }
  } catch (error) {
    return { answer: undefined, markup: html`<p class="error">No response: ${(error as Error).message}.</p>` }
  }
}
