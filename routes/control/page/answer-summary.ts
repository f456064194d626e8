import { parseIfValid } from '../../../src/formats/parse-if-valid.ts'

/** An answer in few words: the status of a job, a message, or the problem. */
export function summarizeAnswer (body: string): { readonly status?: string, readonly words: string } {
  const { status, jobID, message, detail, title } = membersOf(body)
  const words = [message, detail, title].find(text => typeof text === 'string' && text !== '')
  return { ...(typeof jobID === 'string' && typeof status === 'string' && { status }), words: typeof words === 'string' ? words : '' }
}

const membersOf = (body: string): Record<string, unknown> => Object(parseIfValid(body, JSON.parse))
