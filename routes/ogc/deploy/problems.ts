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

/** A problem that Part 2 has a type for, its URI spelled as the world has it. @param more what else the exception says */
export function deployProblem ({ settings: { deploy, deployment } }: World, code: DeployProblemCode, detail: string, more: OgcProblem['exception'] = {}): OgcProblem {
  const name = code === 'unsupported-package' ? deployment.unsupported : code
  return new OgcProblem(code, detail, { type: `${deploy === 'https' ? 'https' : 'http'}://${exceptions}${name}`, title: titles[code], ...more })
}

/** What is said of a document that cannot be read, under the status that the world has for it. */
export const malformedPackage = ({ settings: { deployment } }: World, detail: string): OgcProblem =>
  new OgcProblem('malformed-package', detail, { status: deployment.malformed })
