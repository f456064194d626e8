import type { FastifyReply } from 'fastify'
import type { Values } from '../../../src/personas/template.ts'
import type { AnswerTemplate, CompiledPersona } from './persona.ts'

/** Sets a persona's headers, and removes those that it does not send. */
export function setHeaders (reply: FastifyReply, headers: AnswerTemplate['headers'], values: Values): void {
  for (const [name, template] of headers) {
    const value = template(values)
    if (value === null || value === undefined) reply.removeHeader(name)
    else reply.header(name, String(value))
  }
}

/** An answer of a persona, for a handler to return: JSON as text, since it may be `null`, or other text. @param body used if the answer has no body of its own */
export function answerAs (reply: FastifyReply, { mediaType }: CompiledPersona, answer: AnswerTemplate, values: Values, body: () => unknown): string {
  if (answer.status !== undefined) reply.code(answer.status)
  setHeaders(reply, answer.headers, values)
  if (answer.text !== undefined) return asText(reply, answer.mediaType ?? 'text/html; charset=utf-8', String(answer.text(values)))
  return asText(reply, answer.mediaType ?? mediaType, JSON.stringify(answer.body === undefined ? body() : answer.body(values)))
}

/** Text with exactly this media type, for a handler to return: Fastify would add a charset to JSON. */
export function asText (reply: FastifyReply, mediaType: string, text: string): string {
  reply.header('content-type', mediaType).serializer((text: string) => text)
  return text
}

/** An answer without differences. */
export const plainAnswer: AnswerTemplate = { headers: [] }
