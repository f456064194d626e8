import type { Settings } from '../../../src/world/settings.ts'

/** The error of a token (RFC 6750, 3.1). */
interface ChallengeError {
  readonly error: 'invalid_token' | 'insufficient_scope'
  readonly description: string
}

/** A text for a quoted string, without characters that would need escaping (RFC 6750, 3). */
export const plainText = (text: string): string => text.replace(/[^\x20-\x7e]|["\\]/g, '?')

/** `WWW-Authenticate`: how a client can authenticate. An API key has no scheme of its own; the name of its header is a parameter. */
export function challengeOf ({ login, loginHeader }: Settings, wrong?: ChallengeError): string {
  const scheme = login === 'bearer' ? 'Bearer realm="jobdouble"' : `ApiKey realm="jobdouble", header="${loginHeader}"`
  return wrong === undefined ? scheme : `${scheme}, error="${wrong.error}", error_description="${plainText(wrong.description)}"`
}
