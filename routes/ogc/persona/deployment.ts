import type { FastifyReply } from 'fastify'
import type { Deployment } from '../../../src/deploy/deployment.ts'
import type { Process } from '../../../src/processes/process.ts'
import type { Values } from '../../../src/personas/template.ts'
import { answerAs } from './answer.ts'
import type { AnswerTemplate, SpokenPersona } from './persona.ts'

/** A process as it is deployed, replaced, undeployed or asked about. */
interface DeploymentFacts {
  /** Its id alone where a deployment has come to nothing. */
  readonly process: Pick<Process, 'id'> & Partial<Process>
  readonly summary: object
  readonly base: string
  readonly url: string
  readonly deployment: Deployment | undefined
}

/** What a job says of a deployment. */
const statuses: Readonly<Record<Deployment['status'], string>> = { queued: 'accepted', deployed: 'successful', failed: 'failed' }

const prefix = 'deployment-'

/** The number of a deployment, as a persona has it, and back. */
const numberOf = ({ id }: Deployment): number => Number(id.slice(prefix.length))
export const deploymentIdOf = (number: string): string => `${prefix}${number}`

/** How a persona answers, as text. */
export const answerDeploymentAs = (spoken: SpokenPersona, reply: FastifyReply, template: AnswerTemplate, facts: DeploymentFacts): string =>
  answerAs(reply, spoken, template, deploymentValues(spoken, facts), () => facts.summary)

function deploymentValues ({ formatTime }: SpokenPersona, { process, summary, base, url, deployment }: DeploymentFacts): Values {
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

/** Where the unit of a package is, if the package is a link. */
function linkOf ({ package: sent }: Partial<Process>): unknown {
  try {
    const { executionUnit } = Object(JSON.parse(Buffer.from(sent?.body ?? '').toString())) as { executionUnit?: unknown }
    return (Object([executionUnit].flat()[0]) as { href?: unknown }).href
  } catch {
    return undefined
  }
}
