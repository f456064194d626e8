import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { ogcSchemas } from '../../schemas/ogc/all.ts'
import { JobList } from '../../schemas/ogc/job-list.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { tatorSchemas } from '../../schemas/tator/all.ts'
import { JobNode, JobsStarted, TatorJob } from '../../schemas/tator/job.ts'

/** Members that 2.0 requires of a statusInfo, in place of those of 1.0. */
const requiredIn20 = ['id', 'status', 'processingEntityType']

const statusInfo20 = { ...StatusInfo, $id: 'StatusInfo20', required: requiredIn20 }
const jobList20 = { ...JobList, $id: 'JobList20', properties: { ...JobList.properties, jobs: { type: 'array', items: { $ref: 'StatusInfo20#' } } } }

/** A job of Tator from any of its servers: the description has numbers where servers send text, and times may be null. */
const nullable = { type: ['string', 'null'], format: 'date-time' }
const times = { start_time: nullable, stop_time: nullable }
const number = { type: ['string', 'integer'] }
const nodeRead = { ...JobNode, $id: 'JobNodeRead', properties: { ...JobNode.properties, ...times } }
const jobRead = { ...TatorJob, $id: 'TatorJobRead', properties: { ...TatorJob.properties, ...times, user: number, project: number, nodes: { type: 'array', items: { $ref: 'JobNodeRead#' } } } }
const jobsStartedRead = { ...JobsStarted, $id: 'JobsStartedRead', properties: { ...JobsStarted.properties, object: { type: 'array', items: { $ref: 'TatorJobRead#' } } } }

let ajv: Ajv2020 | undefined

/** Created on first use: compiling schemas costs more than loading them. */
function validator (): Ajv2020 {
  if (ajv !== undefined) return ajv
  ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema([...ogcSchemas, ...tatorSchemas, statusInfo20, jobList20, nodeRead, jobRead, jobsStartedRead])
  return ajv
}

/**
 * Problems of a value by the named schema, as sentences. `StatusInfo20` and `JobList20` are those of the draft,
 * `TatorJobRead` and `JobsStartedRead` those of any Tator server.
 */
export function schemaProblems (name: string, value: unknown): string[] {
  const validate = validator().getSchema(name)!
  return validate(value) ? [] : validate.errors!.map(sentenceOf)
}

function sentenceOf ({ instancePath, message, params, keyword }: ErrorObject): string {
  const place = instancePath === '' ? 'The body' : `"${instancePath.slice(1)}"`
  const allowed = keyword === 'enum' ? `: ${params['allowedValues'].join(', ')}` : ''
  return `${place} ${message}${allowed}.`
}
