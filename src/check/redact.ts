/** Headers whose values are secrets. */
const secret = /authorization|cookie|token|key/i

export const isSecret = (name: string): boolean => secret.test(name)

/** Headers without what nobody else may know. */
export const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? '…' : value]))
