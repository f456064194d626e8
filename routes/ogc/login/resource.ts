import type { LoginResource } from '../../../src/world/settings.ts'
import type { NeededLevel } from '../../http/route-config.ts'

const byFirstSegment: Readonly<Record<string, LoginResource>> = { '': 'landing', conformance: 'conformance', api: 'api', processes: 'processes', deploymentJobs: 'processes', jobs: 'jobs' }

const reading = ['GET', 'HEAD', 'OPTIONS']

/**
 * The resource of a method and path, as named in the setting `loginOpen`; undefined for what is open in every world:
 * assets of pages, the token endpoint, the login page, and the paths of other APIs.
 * @param path the path of a route or a description, without the base path
 */
export function resourceOf (method: string, path: string): LoginResource | undefined {
  const resource = byFirstSegment[path.split('/')[1] ?? '']
  if (resource === 'processes') return path.endsWith('/execution') ? 'execution' : reading.includes(method) ? 'processes' : 'deploy'
  return resource === 'jobs' && !reading.includes(method) ? 'dismissal' : resource
}

/** The level that a user needs for it, in the project of jobs launched through OGC; undefined for none. */
export const neededLevels: Readonly<Record<LoginResource, NeededLevel | undefined>> = {
  landing: undefined,
  conformance: undefined,
  api: undefined,
  processes: 'view',
  execution: 'execute',
  deploy: 'execute',
  jobs: 'view',
  dismissal: 'transfer'
}
