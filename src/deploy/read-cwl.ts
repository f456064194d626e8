import { excerpt } from '../inputs/validation-error.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { InputDescription, Process } from '../processes/process.ts'
import { cwlParameters, cwlSchema, lastPart, typeOf } from './cwl-schema.ts'
import { malformed, PackageError } from './package-error.ts'
import type { ParsedDescription } from './read-description.ts'

type CwlObject = Readonly<Record<string, unknown>>

const classes = ['Workflow', 'CommandLineTool', 'ExpressionTool']

/**
 * Reads the description of a process from a CWL document: inputs and outputs of one workflow. Nothing of it is executed.
 * @param workflow its id, if the document has several
 * @throws PackageError
 */
export function readCwl (document: unknown, workflow?: string): ParsedDescription {
  if (!isObject(document)) throw malformed('/', document, 'a CWL document: an object with cwlVersion, and class or $graph')
  if (typeof document['cwlVersion'] !== 'string') throw malformed('/cwlVersion', document['cwlVersion'], 'the version of CWL, such as v1.2')
  const found = chooseWorkflow(runnableIn(document), workflow)
  const id = nameOf(found)
  if (id === undefined && found['id'] !== undefined && found['id'] !== '') throw malformed('/id', found['id'], 'text')
  const version = textOf(found['s:softwareVersion'] ?? document['s:softwareVersion'] ?? found['s:version'] ?? document['s:version'])
  const title = textOf(found['label'])
  const description = textOf(found['doc'])
  return { ...definedOnly({ id, title, description, version }), inputs: inputsOf(found['inputs']), outputs: outputsOf(found['outputs']) }
}

const isObject = (value: unknown): value is CwlObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws PackageError */
function runnableIn (document: CwlObject): readonly CwlObject[] {
  const { $graph: graph } = document
  if (graph !== undefined && !Array.isArray(graph)) throw malformed('/$graph', graph, 'an array of workflows and tools')
  const found = (graph ?? [document]).filter((one): one is CwlObject => isObject(one) && classes.includes(String(one['class'])))
  if (found.length > 0) return found
  throw malformed(graph === undefined ? '/class' : '/$graph', graph ?? document['class'], classes.join(', '))
}

/** Without a choice it is the main workflow, or the first (`/req/cwl/deploy-w-param`). @throws PackageError `workflow-not-found` */
function chooseWorkflow (found: readonly CwlObject[], requestedId: string | undefined): CwlObject {
  const names = found.map(one => nameOf(one) ?? 'one without an id').join(', ')
  if (requestedId !== undefined) {
    const named = found.find(one => nameOf(one) === lastPart(requestedId))
    if (named !== undefined) return named
    throw new PackageError('workflow-not-found', `Query parameter: w came as ${excerpt(requestedId)}; expected the id of a workflow of the document: ${names}.`)
  }
  const workflows = found.filter(one => one['class'] === 'Workflow')
  const candidates = workflows.length > 0 ? workflows : found
  return candidates.find(one => nameOf(one) === 'main') ?? candidates[0]!
}

const nameOf = ({ id }: CwlObject): string | undefined => typeof id === 'string' && id !== '' ? lastPart(id) : undefined

/** Text, or lines of it; a number is a version that YAML has parsed as a number. */
function textOf (value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.join('\n')
  return typeof value === 'string' ? value : undefined
}

function inputsOf (inputs: unknown): Record<string, InputDescription> {
  return Object.fromEntries(cwlParameters(inputs, '/inputs').map(({ name, parameter }) => {
    const { schema, isOptional } = cwlSchema(typeOf(parameter))
    const { default: usual } = parameter
    const known = usual === undefined || usual === null ? schema : { ...schema, default: usual }
    return [name, { ...describe(name, parameter), ...((isOptional || usual !== undefined) && { minOccurs: 0 }), schema: known }]
  }))
}

const outputsOf = (outputs: unknown): Process['outputs'] =>
  Object.fromEntries(cwlParameters(outputs, '/outputs').map(({ name, parameter }) => [name, { ...describe(name, parameter), schema: cwlSchema(typeOf(parameter)).schema }]))

function describe (name: string, { label, doc }: CwlObject): { title: string, description?: string } {
  const description = textOf(doc)
  return { title: textOf(label) ?? name, ...definedOnly({ description }) }
}
