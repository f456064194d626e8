/** An invalid base path; the message is a sentence. */
class BasePathError extends Error {}

/** A base path without a trailing slash; empty for none. @throws BasePathError */
export function parseBasePath (text: string): string {
  if (!/^(\/[\w.~-]+)*\/?$/.test(text)) throw new BasePathError(`${JSON.stringify(text)} came; expected a path such as /ogc.`)
  return text.replace(/\/$/, '')
}
