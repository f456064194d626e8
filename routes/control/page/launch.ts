import type { Form } from '../../http/form.ts'
import { ControlProblem } from '../problems.ts'
import { expectAccepted, firstAlgorithm, type SendContext, sendAs } from './send.ts'

interface LaunchContext extends SendContext { readonly form: Form }

/** What a button can launch, with the inputs from the form. */
const inputsOf = {
  hold: () => ({}),
  echo: (seconds: number) => ({ message: 'hello', pause: seconds }),
  fail: (seconds: number) => ({ after: seconds })
} as const

type Launchable = keyof typeof inputsOf
export const launchable = Object.keys(inputsOf) as Launchable[]

/** Launches a job like a client. @returns its id, if the answer has it */
export async function launch (launching: LaunchContext): Promise<string | undefined> {
  const kind = launching.form.get('what')
  const name = launchable.find(name => name === kind)
  if (name !== undefined) return launchProcess(launching, name)
  if (kind === 'algorithm') return launchAlgorithm(launching)
  throw new ControlProblem(400, `what: ${JSON.stringify(kind)} came; expected one of ${[...launchable, 'algorithm'].join(', ')}.`)
}

async function launchProcess (launching: LaunchContext, name: Launchable): Promise<string | undefined> {
  const inputs = inputsOf[name](Number(launching.form.get('seconds') ?? 30))
  const answer = await expectAccepted(sendAs('ogc', launching, { method: 'POST', path: `/processes/${name}/execution`, payload: { inputs } })) as { jobID?: string } | null
  return answer?.jobID
}

async function launchAlgorithm (launching: LaunchContext): Promise<string | undefined> {
  const { world } = launching
  const algorithm = firstAlgorithm(world)
  if (algorithm === undefined) throw new ControlProblem(409, 'No project of this world has an algorithm.')
  const { name, project, media } = algorithm
  const path = world.settings.tator === '1.5' ? `/rest/Jobs/${project}` : `/rest/AlgorithmLaunch/${project}`
  const answer = await expectAccepted(sendAs('tator', launching, { method: 'POST', path, project, payload: { algorithm_name: name, media_ids: media } })) as { id?: string[], uid?: string[], run_uids?: string[] }
  return (answer.id ?? answer.uid ?? answer.run_uids)?.[0]
}
