import type { FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { baseAddress } from '../http/base-address.ts'
import { exchangeOf, worldOf } from '../http/exchange.ts'
import { type OwnAnswer, type OwnRequest, sendOwnRequest } from '../http/own-request.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { exchangeMarkup } from './views/exchange.ts'

/** What a form stands for: the request that it cannot send itself. */
export interface FormRequest extends Pick<OwnRequest, 'method'> {
  /** Path and query below the façade. */
  readonly path: string
  readonly contentType?: string
  readonly body?: Buffer
}

/** A request of the double to itself, with what a page shows of it. */
export interface OwnExchange {
  /** Undefined where a fault broke the exchange. */
  readonly answer: OwnAnswer | undefined
  readonly markup: string
}

/** What a proxy, the choice of the world and whoever looks for a login need to be the same for, beside the header of an API key. */
const passedOn = ['host', 'authorization', 'cookie', 'x-test-id', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-prefix', 'x-forwarded-for'] as const

/** Sends what the form of `request` stands for, as its client would. */
export async function sendForForm (app: TypedInstance, request: FastifyRequest, { method, path, contentType, body }: FormRequest): Promise<OwnExchange> {
  const told = Object.fromEntries([...passedOn, worldOf(request).settings.loginHeader.toLowerCase()].flatMap(name => request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]]))
  const type = contentType === undefined ? {} : { 'content-type': contentType }
  try {
    const answer = await sendOwnRequest(app, { method, url: `${exchangeOf(request.raw).prefix}${app.prefix}${path}`, headers: { ...told, ...type }, payload: body })
    const { headers: responseHeaders, ...rest } = answer
    const requestBody = body === undefined ? {} : { requestBody: body.toString() }
    return { answer, markup: exchangeMarkup({ method, url: `${baseAddress(request, app.prefix)}${path}`, requestHeaders: { accept: 'application/json', ...type }, ...requestBody, responseHeaders, ...rest }) }
  } catch (error) {
    return { answer: undefined, markup: html`<p class="error">No response: ${(error as Error).message}.</p>` }
  }
}
