import type { World } from '../../../src/world/world.ts'
import { OgcProblem } from '../problems.ts'

const exceptions = 'www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/'

const titles = {
  'duplicated-process': 'Process exists already',
  'immutable-process': 'Immutable process',
  'unsupported-package': 'Unsupported media type',
  'workflow-not-found': 'Workflow not found'
} as const
type DeployProblemCode = keyof typeof titles

/** A problem with a type of Part 2, its URI spelled as in the world. @param more further members of the exception */
export function deployProblem ({ settings: { deploy, deployment } }: World, code: DeployProblemCode, detail: string, more: OgcProblem['exception'] = {}): OgcProblem {
  const name = code === 'unsupported-package' ? deployment.unsupported : code
  return new OgcProblem(code, detail, { type: `${deploy === 'https' ? 'https' : 'http'}://${exceptions}${name}`, title: titles[code], ...more })
}

/** The problem of an unreadable document, with the world's status for it. */
export const malformedPackage = ({ settings: { deployment } }: World, detail: string): OgcProblem =>
  new OgcProblem('malformed-package', detail, { status: deployment.malformed })
