import { parseJson } from '../../src/bounds/json-depth.ts'
import { formType, readForm } from './form.ts'

/** Parses a body for the journal and for faults: as a form if it was sent as one, else as JSON, whatever its media type. It may throw. */
export const bodyReader = (contentType: string | undefined, maxDepth: number): (text: string) => unknown =>
  contentType?.startsWith(formType) === true ? readForm : text => parseJson(text, maxDepth)
