import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { ogcSchemas } from '../../schemas/ogc/all.ts'
import { JobList } from '../../schemas/ogc/job-list.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { tatorSchemas } from '../../schemas/tator/all.ts'
import { JobNode, JobsStarted, TatorJob } from '../../schemas/tator/job.ts'

/** Members that 2.0 requires of a statusInfo, instead of those of 1.0. */
const requiredIn20 = ['id', 'status', 'processingEntityType']

const statusInfo20 = { ...StatusInfo, $id: 'StatusInfo20', required: requiredIn20 }
const jobList20 = { ...JobList, $id: 'JobList20', properties: { ...JobList.properties, jobs: { type: 'array', items: { $ref: 'StatusInfo20#' } } } }

/** A job of Tator as any of its servers may send it: described with numbers where texts are sent, and with times that may be null. */
const nullable = { type: ['string', 'null'], format: 'date-time' }
const times = { start_time: nullable, stop_time: nullable }
const number = { type: ['string', 'integer'] }
const nodeRead = { ...JobNode, $id: 'JobNodeRead', properties: { ...JobNode.properties, ...times } }
const jobRead = { ...TatorJob, $id: 'TatorJobRead', properties: { ...TatorJob.properties, ...times, user: number, project: number, nodes: { type: 'array', items: { $ref: 'JobNodeRead#' } } } }
const jobsStartedRead = { ...JobsStarted, $id: 'JobsStartedRead', properties: { ...JobsStarted.properties, object: { type: 'array', items: { $ref: 'TatorJobRead#' } } } }

let ajv: Ajv2020 | undefined

/** Made when it is first needed: to compile schemas costs more than to load them. */
function validator (): Ajv2020 {
  if (ajv !== undefined) return ajv
  ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema([...ogcSchemas, ...tatorSchemas, statusInfo20, jobList20, nodeRead, jobRead, jobsStartedRead])
  return ajv
}

/** What is wrong with a value by the schema of that name, as sentences. `StatusInfo20` and `JobList20` are those of the draft, `TatorJobRead` and `JobsStartedRead` those of any server of Tator. */
export function schemaProblems (name: string, value: unknown): string[] {
  const validate = validator().getSchema(name)!
  return validate(value) ? [] : validate.errors!.map(sentenceOf)
}

function sentenceOf ({ instancePath, message, params, keyword }: ErrorObject): string {
  const place = instancePath === '' ? 'The body' : `"${instancePath.slice(1)}"`
  const allowed = keyword === 'enum' ? `: ${params['allowedValues'].join(', ')}` : ''
  return `${place} ${message}${allowed}.`
}
