import type { JournalEntry } from '../../../../src/world/journal.ts'

/** The parts of a request that are drawn. */
export type RequestMark = Pick<JournalEntry, 'method' | 'url' | 'status' | 'at'>

const byJob = /^\/(?:jobs|rest\/Job)\/([^/?]+)/
const byGroup = /^\/rest\/JobGroup\/([^/?]+)/
const launched = /\/jobs\/([^/?]+)$/

/** The subject of an exchange: the job or group in its path, or the job that it launched. */
export function subjectOf ({ url, responseHeaders = {} }: JournalEntry, basePath: string): { readonly job: string | undefined, readonly group: string | undefined } {
  const path = url.startsWith(basePath) ? url.slice(basePath.length) : url
  return { job: idIn(byJob, path) ?? idIn(launched, String(responseHeaders['location'] ?? '')), group: idIn(byGroup, path) }
}

function idIn (form: RegExp, text: string): string | undefined {
  const [, id] = form.exec(text) ?? []
  // A path that cannot be decoded was refused before it was recorded.
  return id && decodeURIComponent(id)
}
