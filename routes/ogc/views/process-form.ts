import type { Process } from '../../../schemas/ogc/process.ts'
import type { ValidationError } from '../../../src/inputs/validation-error.ts'
import type { ReadForm } from '../read-form.ts'

/** The description of a process, with all that the double itself always says. */
export type Description = Process & Required<Pick<Process, 'description' | 'inputs' | 'links'>>

/** How the form of a process stands when its page is shown. */
export interface ProcessFormState {
  /** What was typed, or an example where nothing was typed yet. */
  readonly form: ReadForm
  readonly choosesResponse: boolean
  /** What is wrong with the inputs. */
  readonly errors?: readonly ValidationError[]
  /** What is wrong with how the job is to go on. */
  readonly wrongProgression?: string | undefined
  /** The forms that replace and undeploy it, as markup; empty where clients may not. */
  readonly mutation: string
}

export const executeRel = 'http://www.opengis.net/def/rel/ogc/1.0/execute'

/** Where the process is executed: the link of the double itself comes before those of a seed. */
export const executeHref = ({ links }: Description): string => links.find(({ rel }) => rel === executeRel)!.href
