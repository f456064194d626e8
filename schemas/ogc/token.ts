import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

/** A token request as a form (RFC 6749, 4.3, 4.4 and 6). Unknown fields are ignored, as required there. */
export const TokenRequest = Type.Object({
  grant_type: Type.String({ description: 'client_credentials, password or refresh_token' }),
  username: text('for password: the name of a user'),
  password: text('for password: theirs'),
  refresh_token: text('for refresh_token: as it was issued'),
  scope: text('granted as requested; scopes have no effect here'),
  client_id: text('the name of the client, if not in Authorization'),
  client_secret: text('its password')
}, { $id: 'TokenRequest' })
export type TokenRequest = Static<typeof TokenRequest>

/** RFC 6749, 5.1. */
export const TokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: stringEnum(['Bearer']),
  expires_in: Type.Integer({ description: 'seconds of the world\'s clock' }),
  refresh_token: text('absent for client_credentials'),
  scope: text('as requested')
}, { $id: 'TokenAnswer' })
export type TokenAnswer = Static<typeof TokenAnswer>

const errors = ['invalid_request', 'invalid_client', 'invalid_grant', 'unsupported_grant_type', 'invalid_scope', 'temporarily_unavailable'] as const

/** RFC 6749, 5.2. */
export const TokenError = Type.Object({
  error: stringEnum(errors),
  error_description: Type.Optional(Type.String())
}, { $id: 'TokenError' })
export type TokenError = Static<typeof TokenError>
