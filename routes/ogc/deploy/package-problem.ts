import { parseIfValid } from '../../../src/formats/parse-if-valid.ts'
import type { OwnAnswer } from '../../http/own-request.ts'
import type { PackageProblem } from '../views/package-form.ts'

/** The problem in the answer to a package, with the field that it belongs to; undefined if there is none. @param answer undefined if none came */
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

/** With a fault, the body may be anything. */
function problemIn (body: string): { readonly detail?: string } {
  const { detail } = Object(parseIfValid(body, JSON.parse))
  return typeof detail === 'string' ? { detail } : {}
}
