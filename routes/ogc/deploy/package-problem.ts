import type { OwnAnswer } from '../../http/own-request.ts'
import type { PackageProblem } from '../views/package-form.ts'

/** What the answer to a package says is wrong, beside which field; undefined where nothing is. @param answer undefined where none came */
export function problemOfPackage (answer: OwnAnswer | undefined): PackageProblem | undefined {
  if (answer === undefined) return { field: 'package', sentence: 'No response came; the exchange below says why.' }
  if (answer.status < 400) return undefined
  return { field: fieldOf(answer), sentence: sentenceOf(answer) }
}

function fieldOf ({ status, body }: OwnAnswer): PackageProblem['field'] {
  if (status === 415) return 'type'
  return /workflow-not-found/.test(body) ? 'workflow' : 'package'
}

function sentenceOf ({ status, reason, body }: OwnAnswer): string {
  const { detail = body } = problemIn(body)
  return `${status} ${reason}: ${detail}`
}

/** A fault may answer with anything. */
function problemIn (body: string): { readonly detail?: string } {
  try {
    const { detail } = Object(JSON.parse(body))
    return typeof detail === 'string' ? { detail } : {}
  } catch {
    return {}
  }
}
