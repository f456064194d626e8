import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Link } from '../../schemas/ogc/link.ts'
import { baseAddress } from '../http/base-address.ts'
import { page, valueMarkup } from '../pages/html.ts'
import { asJsonBySchema, serializerOf } from '../http/as-json.ts'
import { worldOf } from '../http/exchange.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import { loginFrame } from './login/frame.ts'
import { asText } from './persona/answer.ts'
import { personaOf } from './persona/persona.ts'
import { asHtml } from '../pages/as-html.ts'

/**
 * A resource in the requested format, for a handler to return: as JSON, or as a page with the same content.
 * @param view makes the page's markup from the body that is also the JSON
 * @param scripts names of scripts that the page works without
 */
export function respond<T extends object> (request: FastifyRequest, reply: FastifyReply, title: string, body: T & { links?: readonly Link[] }, view: (body: T) => string = valueMarkup, scripts?: readonly string[]): T | string {
  const persona = personaOf(worldOf(request))
  if (body.links !== undefined && persona?.persona.link_header !== false) reply.header('link', linkValues(body.links))
  if (offeredFormatOf(request) !== 'html') return persona === undefined ? asJsonBySchema(reply, body) : asText(reply, persona.mediaType, serializerOf<T>(reply)(body))
  return respondWithPage(request, reply, title, view(body), scripts)
}

/** The links for a header (`/rec/core/link-header`, RFC 8288), for clients that do not read the body. */
export function linkValues (links: readonly Link[]): string {
  let values = ''
  for (const { href, rel = 'related', type } of links) {
    const value = type === undefined ? `<${href}>; rel="${rel}"` : `<${href}>; rel="${rel}"; type="${type.replaceAll('"', '\\"')}"`
    values = values === '' ? value : `${values}, ${value}`
  }
  return values
}

/** A page, for a handler to return. @param scripts names of scripts that the page works without */
export function respondWithPage (request: FastifyRequest, reply: FastifyReply, title: string, content: string, scripts: readonly string[] = []): string {
  return asHtml(reply, page({ title, base: baseAddress(request, request.server.prefix), demonstration: request.server.demonstrationAddress(request), login: loginFrame(request, request.server.prefix), ...(hasJson(request) && { json: asJson(request) }), scripts }, content))
}

/** The answer to a POST has no address of its own, and the login page exists only as a page. */
const hasJson = ({ method, routeOptions: { schema } }: FastifyRequest): boolean => method !== 'POST' && schema?.response !== undefined

/** The address of this resource as JSON. */
const asJson = (request: FastifyRequest): string => {
  const { pathname, searchParams } = new URL(request.url, 'http://double')
  searchParams.set('f', 'json')
  return `${baseAddress(request, '')}${pathname}?${searchParams}`
}
