/** Headers with secret values. */
const secret = /authorization|cookie|token|key/i

export const isSecret = (name: string): boolean => secret.test(name)

/** Headers with secrets replaced. */
export const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? '…' : value]))
