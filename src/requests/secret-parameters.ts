/** What a client proves itself with, or asks for a token with, by the names of fields and parameters. */
export const secretNames = ['password', 'client_secret', 'refresh_token', 'access_token'] as const

/** What stands in place of it. */
export const redactedValue = '[redacted]'

/** In an address, and in one that is a parameter of another or stands on a page. */
const secretParameters = new RegExp(`((?:[?&;]|%3F|%26)(?:${secretNames.join('|')})(?:=|%3D|&#61;))[^&#"\\s<>]+`, 'gi')

/** A text with addresses, such as one that a client has put its password into, without what is secret in them. */
export const withoutSecretParameters = (text: string): string => text.replace(secretParameters, `$1${redactedValue}`)
