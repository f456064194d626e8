import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'
import { seeOther } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import { Form } from '../../http/form.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { UnsupportedMediaType } from '../../http/unsupported-media-type.ts'
import { respondWithPage } from '../respond.ts'
import { loginView } from '../views/login.ts'
import { userWith } from './client.ts'
import { cookieWith, cookieWithout, tokenInCookie } from './cookie.ts'
import { expectLoginPath, loginPath, logoutPath } from './paths.ts'

const LoginQuery = Type.Object({ next: Type.Optional(Type.String()) })

/**
 * `GET` and `POST /login`, `POST /logout`: login for a person with a browser, which then keeps an issued token in a
 * cookie. They serve the pages, and are not part of the API.
 */
export function loginPages (app: TypedInstance): void {
  const onRequest = async (request: FastifyRequest) => expectLoginPath(request)
  app.get(loginPath, { schema: { querystring: LoginQuery }, onRequest }, (request, reply) =>
    pageFor(request, reply, request.query.next ?? ''))

  app.post(loginPath, { onRequest, config: { forms: true, ownPages: true } }, async (request, reply) => {
    const { issuedTokens, settings: { loginTokenLifetime } } = worldOf(request)
    const form = formOf(request)
    const [next, name] = [form.get('next') ?? '', form.get('username') ?? '']
    const user = userWith(worldOf(request), name, form.get('password') ?? '')
    if (user === undefined) return pageFor(request, reply.code(400), next, name)
    reply.header('set-cookie', cookieWith(request, issuedTokens.issue({ user }, loginTokenLifetime)))
    return seeOther(reply, placeAfter(next, baseAddress(request, app.prefix)))
  })

  app.post(logoutPath, { onRequest, config: { forms: true, ownPages: true } }, async (request, reply) => {
    worldOf(request).issuedTokens.revoke(tokenInCookie(request) ?? '')
    return seeOther(reply.header('set-cookie', cookieWithout(request)), `${baseAddress(request, app.prefix)}/?f=html`)
  })
}

/** @throws UnsupportedMediaType */
function formOf ({ body, headers }: FastifyRequest): Form {
  if (body instanceof Form) return body
  throw new UnsupportedMediaType(headers['content-type'])
}

const pageFor = (request: FastifyRequest, reply: FastifyReply, next: string, refused?: string): string =>
  respondWithPage(request, reply, 'Log in', loginView({ base: baseAddress(request, request.server.prefix), next, refused }))

/** The page to show after login: the requested one, if it belongs to the double. */
function placeAfter (next: string, base: string): string {
  const place = URL.canParse(next) ? new URL(next) : undefined
  return place !== undefined && place.href.startsWith(`${new URL(`${base}/`)}`) ? place.href : `${base}/?f=html`
}
