import type { OpenAPIV3 } from 'openapi-types'
import type { Process } from '../../src/processes/process.ts'

/** Keeps the API description readable in a world with many processes. */
const mostDescribedProcesses = 100

const template = '/processes/{processID}'

/** Adds a path for each process to the description: clients look there for a server's processes. */
export function withProcessPaths (document: OpenAPIV3.Document, processes: Iterable<Process>): OpenAPIV3.Document {
  const { get } = document.paths[template]!
  const parameters = get!.parameters!.filter(parameter => '$ref' in parameter || parameter.in !== 'path')
  const pathOf = ({ id, title }: Process) => [
    `/processes/${encodeURIComponent(id)}`,
    { get: { ...get, operationId: `${get!.operationId}-${id}`, summary: `Describe the process ${title}`, parameters } }
  ]
  const concrete = [...processes].slice(0, mostDescribedProcesses).map(pathOf)
  // Next to the path with the parameter, so that they are read together.
  return { ...document, paths: Object.fromEntries(Object.entries(document.paths).flatMap(entry => entry[0] === template ? [entry, ...concrete] : [entry])) }
}
