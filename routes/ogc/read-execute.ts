import type { Execute } from '../../schemas/ogc/execute.ts'
import type { Process } from '../../src/catalog/process.ts'
import { type Fault, faultSentence, shown } from '../../src/inputs/fault.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import type { Delivery, Draft } from '../../src/jobs/job.ts'
import type { World } from '../../src/world.ts'
import { dialectOf } from './dialect.ts'
import { OgcProblem } from './problems.ts'

/** Where a job's subscriber wants to be told what. */
export interface Subscription { readonly success?: string, readonly inProgress?: string, readonly failed?: string }

/**
 * What an execute request asks for. @throws OgcProblem that names each input, output and address that is wrong, with
 * what came and what was expected
 */
export async function readExecute (world: World, process: Process, body: Execute): Promise<{ draft: Draft, subscription: Subscription }> {
  const delivery = deliveryOf(body, dialectOf(world).emptyOutputsMeanNone)
  const subscription = subscriptionOf(body)
  const { values, faults } = await readInputs(process, body.inputs ?? {}, world.fetchReference)
  const wrong = [
    ...faults.map(fault => `input ${faultSentence(fault)}`),
    ...unknownOutputs(process, delivery).map(fault => `output ${faultSentence(fault)}`),
    ...closedAddresses(world, subscription).map(fault => `subscriber ${faultSentence(fault)}`)
  ]
  if (wrong.length > 0) throw new OgcProblem('invalid-parameter-value', `The process "${process.id}" cannot be executed like this: ${wrong.join('; ')}.`)
  return {
    draft: { id: world.newId(), process: process.id, project: world.homeProject, user: 0, inputs: values, delivery, plan: world.planFor(process, values) },
    subscription
  }
}

function deliveryOf ({ response = 'raw', outputs }: Execute, emptyMeansNone: boolean): Delivery {
  const wanted = Object.entries(outputs ?? {}).map(([id, { transmissionMode = 'value' }]) => [id, { transmissionMode }] as const)
  const all = outputs === undefined || (wanted.length === 0 && !emptyMeansNone)
  return all ? { response } : { response, outputs: Object.fromEntries(wanted) }
}

const unknownOutputs = (process: Process, { outputs = {} }: Delivery): Fault[] =>
  Object.keys(outputs).filter(name => !Object.hasOwn(process.outputs, name)).map(name =>
    ({ name, came: 'this name', expected: `one of ${Object.keys(process.outputs).join(', ')}` }))

/** The schema of 1.0 requires a `successUrl` that it does not define; some clients send that, and mean `successUri`. */
function subscriptionOf ({ subscriber: { successUri, successUrl, inProgressUri, failedUri } = {} }: Execute): Subscription {
  const success = successUri ?? successUrl
  return {
    ...(success !== undefined && { success }),
    ...(inProgressUri !== undefined && { inProgress: inProgressUri }),
    ...(failedUri !== undefined && { failed: failedUri })
  }
}

function closedAddresses ({ outreach }: World, subscription: Subscription): Fault[] {
  return Object.entries(subscription).flatMap(([event, uri]) => {
    const expected = outreach.refusal(uri)
    return expected === undefined ? [] : [{ name: `${event}Uri`, came: shown(uri), expected }]
  })
}
