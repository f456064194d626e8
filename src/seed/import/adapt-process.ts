import { ProcessSeed } from '../../../schemas/seed.ts'
import { builtInProcesses } from '../../processes/built-in-processes.ts'
import { validateSeed } from '../validate-seed.ts'
import { isObject, type JsonObject, objectsIn } from './read-json.ts'
import { removeAt, valueAt } from './places.ts'

/** A process of a seed made from a description, and a sentence for each part that could not be taken over. */
export interface AdaptedProcess {
  /** Undefined if nothing could be used. */
  readonly process: ProcessSeed | undefined
  readonly remarks: readonly string[]
}

/** Members of a description by the standard. Any other member of a process in a seed has a meaning of its own. */
const described = ['id', 'title', 'description', 'keywords', 'metadata', 'additionalParameters', 'version', 'jobControlOptions', 'outputTransmission', 'links', 'inputs', 'outputs']
const reserved = Object.keys(ProcessSeed.properties).filter(name => !described.includes(name))

/** Limits the repairs of a process whose schemas are all wrong. */
const mostRepairs = 200

/** Creates a process of a seed from a description. @param from where the description came from @param results the results of its jobs */
export function adaptProcess (description: JsonObject, from: string, results?: JsonObject): AdaptedProcess {
  const remarks: string[] = []
  const own = reserved.filter(name => description[name] !== undefined)
  for (const name of own) remarks.push(`${name} is left out: it has another meaning in a seed. It was ${excerpt(description[name])}.`)
  const { links, ...members } = Object.fromEntries(Object.entries(description).filter(([name]) => !own.includes(name)))
  const others = otherLinks(links, from)
  const candidate = {
    ...members,
    ...(others.length > 0 && { links: others }),
    ...(replacesBuiltIn(description) && { replace: true }),
    ...(results !== undefined && { results })
  }
  for (const group of ['inputs', 'outputs']) addMissingSchemas(candidate as JsonObject, group, remarks)
  return { process: repair(structuredClone(candidate), remarks), remarks }
}

/** Links that the double adds itself: to the description, the execution and the jobs of a process. */
const ownRels = ['self', 'alternate', 'profile', 'http://www.opengis.net/def/rel/ogc/1.0/execute', 'http://www.opengis.net/def/rel/ogc/1.0/job-list', '[ogc-rel:execute]', '[ogc-rel:job-list]', 'execute', 'job-list']

const otherLinks = (links: unknown, from: string): JsonObject[] => objectsIn(links)
  .filter(({ rel }) => !ownRels.includes(String(rel)))
  .map(link => ({ ...link, ...(typeof link['href'] === 'string' && !URL.canParse(link['href']) && URL.canParse(link['href'], from) && { href: new URL(link['href'], from).href }) }))

/** Without `replace`, inputs and outputs of the built-in process of the same name would be added. */
function replacesBuiltIn ({ id, inputs, outputs }: JsonObject): boolean {
  const known = builtInProcesses.get(String(id))
  const has = (group: unknown, name: string) => isObject(group) && Object.hasOwn(group, name)
  return known !== undefined && !(Object.keys(known.inputs).every(name => has(inputs, name)) && Object.keys(known.outputs).every(name => has(outputs, name)))
}

function addMissingSchemas (candidate: JsonObject, group: string, remarks: string[]): void {
  const described = candidate[group]
  if (!isObject(described)) return
  for (const [name, value] of Object.entries(described)) {
    if (!isObject(value) || isObject(value['schema'])) continue
    remarks.push(`${group}/${name} has no schema; any value is accepted.`)
    Object.assign(described, { [name]: { ...value, schema: {} } })
  }
}

/** Removes what is not valid in a seed, place by place, until the rest is valid. */
function repair (process: JsonObject, remarks: string[]): ProcessSeed | undefined {
  for (let round = 0; round < mostRepairs; round++) {
    const [problem] = validateSeed({ processes: [process] })
    if (problem === undefined) return process as ProcessSeed
    const place = /^\/processes\/0((?:\/[^/]*?)+): /.exec(problem)?.[1]?.split('/').slice(1).map(name => name.replaceAll('~1', '/').replaceAll('~0', '~')) ?? []
    const removed = valueAt(process, place)
    const reason = problem.replace(/^\/processes\/0\//, '').replace(/^\/processes\/0: /, '')
    if (removed === undefined || place.length === 0 || place[0] === 'id') {
      remarks.push(`It is left out: ${reason}.`)
      return undefined
    }
    removeAt(process, place)
    remarks.push(place.at(-1) === 'schema' ? `${reason}; any value is accepted. It was ${excerpt(removed)}.` : `${reason}; it is left out. It was ${excerpt(removed)}.`)
  }
  remarks.push(`It is left out: more than ${mostRepairs} places of it cannot be taken over.`)
  return undefined
}

const longest = 2000

function excerpt (value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
