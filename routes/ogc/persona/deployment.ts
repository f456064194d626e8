import type { FastifyReply } from 'fastify'
import type { Deployment } from '../../../src/deploy/deployment.ts'
import type { Process } from '../../../src/processes/process.ts'
import type { Values } from '../../../src/personas/template.ts'
import { answerAs } from './answer.ts'
import type { AnswerTemplate, CompiledPersona } from './persona.ts'

/** The facts of an operation on a process. */
interface DeploymentFacts {
  /** Only its id for a failed deployment. */
  readonly process: Pick<Process, 'id'> & Partial<Process>
  readonly summary: object
  readonly base: string
  readonly url: string
  readonly deployment: Deployment | undefined
}

/** The status in a job about a deployment. */
const statuses: Readonly<Record<Deployment['status'], string>> = { queued: 'accepted', deployed: 'successful', failed: 'failed' }

const prefix = 'deployment-'

/** Converts between a deployment and its number in a persona. */
const numberOf = ({ id }: Deployment): number => Number(id.slice(prefix.length))
export const deploymentIdOf = (number: string): string => `${prefix}${number}`

/** The persona's answer, as text. */
export const answerDeploymentAs = (spoken: CompiledPersona, reply: FastifyReply, template: AnswerTemplate, facts: DeploymentFacts): string =>
  answerAs(reply, spoken, template, deploymentValues(spoken, facts), () => facts.summary)

function deploymentValues ({ formatTime }: CompiledPersona, { process, summary, base, url, deployment }: DeploymentFacts): Values {
  const { id, title, description, version, members: { id: name = id } = {} } = process
  return {
    id,
    name,
    title,
    description,
    version,
    summary,
    base,
    process: url,
    deployment: deployment && numberOf(deployment),
    status: deployment && statuses[deployment.status],
    created: deployment && formatTime(new Date(deployment.submitted).toISOString()),
    location: deployment?.status === 'deployed' ? url : undefined,
    href: linkOf(process)
  }
}

/** The address of the package's unit, if the package is a link. */
function linkOf ({ package: sent }: Partial<Process>): unknown {
  try {
    const { executionUnit } = Object(JSON.parse(Buffer.from(sent?.body ?? '').toString())) as { executionUnit?: unknown }
    return (Object([executionUnit].flat()[0]) as { href?: unknown }).href
  } catch {
    return undefined
  }
}
