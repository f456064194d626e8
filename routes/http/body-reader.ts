import { parseJson } from '../../src/bounds/json-depth.ts'
import { formType, readForm } from './form.ts'

/** What reads a body that nobody else has read: as a form where it came as one, else as JSON, whatever it came as. It may throw. */
export const bodyReader = (contentType: string | undefined, maxDepth: number): (text: string) => unknown =>
  contentType?.startsWith(formType) === true ? readForm : text => parseJson(text, maxDepth)
