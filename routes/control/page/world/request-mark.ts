import type { JournalEntry } from '../../../../src/world/journal.ts'

/** Of a request, what is drawn. */
export type RequestMark = Pick<JournalEntry, 'method' | 'url' | 'status' | 'at'>

const byJob = /^\/(?:jobs|rest\/Job)\/([^/?]+)/
const byGroup = /^\/rest\/JobGroup\/([^/?]+)/
const launched = /\/jobs\/([^/?]+)$/

/** Whom an exchange concerns: the job or the group that its path names, or the job that it launched. */
export function subjectOf ({ url, responseHeaders = {} }: JournalEntry, basePath: string): { readonly job: string | undefined, readonly group: string | undefined } {
  const path = url.startsWith(basePath) ? url.slice(basePath.length) : url
  return { job: idIn(byJob, path) ?? idIn(launched, String(responseHeaders['location'] ?? '')), group: idIn(byGroup, path) }
}

function idIn (form: RegExp, text: string): string | undefined {
  const [, id] = form.exec(text) ?? []
  // What could not be decoded was refused before anyone noted it.
  return id && decodeURIComponent(id)
}
