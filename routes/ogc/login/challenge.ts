import type { Settings } from '../../../src/world/settings.ts'

/** What is wrong with what came (RFC 6750, 3.1). */
interface ChallengeError {
  readonly error: 'invalid_token' | 'insufficient_scope'
  readonly description: string
}

/** A quoted text without what would have to be escaped (RFC 6750, 3). */
export const plainText = (text: string): string => text.replace(/[^\x20-\x7e]|["\\]/g, '?')

/** `WWW-Authenticate`: how a client can say who it is. An API key has no scheme of its own; the name of its header stands beside. */
export function challengeOf ({ login, loginHeader }: Settings, wrong?: ChallengeError): string {
  const scheme = login === 'bearer' ? 'Bearer realm="jobdouble"' : `ApiKey realm="jobdouble", header="${loginHeader}"`
  return wrong === undefined ? scheme : `${scheme}, error="${wrong.error}", error_description="${plainText(wrong.description)}"`
}
