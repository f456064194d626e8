import type { Process } from '../../../schemas/ogc/process.ts'
import type { ValidationError } from '../../../src/inputs/validation-error.ts'
import type { ParsedForm } from '../read-form.ts'

/** A process description with all members that the double always sends. */
export type ProcessDescription = Process & Required<Pick<Process, 'description' | 'inputs' | 'links'>>

/** The state of a process form when its page is shown. */
export interface ProcessFormState {
  /** The typed values, or an example if nothing was typed. */
  readonly form: ParsedForm
  readonly choosesResponse: boolean
  /** Problems of the inputs. */
  readonly errors?: readonly ValidationError[]
  /** The problem of the job's progression. */
  readonly wrongProgression?: string | undefined
  /** The forms that replace and undeploy it, as markup; empty for an immutable process. */
  readonly mutation: string
}

export const executeRel = 'http://www.opengis.net/def/rel/ogc/1.0/execute'

/** The execution's address: the double's own link comes before those of a seed. */
export const executeHref = ({ links }: ProcessDescription): string => links.find(({ rel }) => rel === executeRel)!.href
