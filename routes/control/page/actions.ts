import type { ApiServer } from '../compare-dismissals.ts'
import { advanceClock, advanceToNextTransition } from '../../../src/world/advance.ts'
import { holdJob, moveJob, releaseJob } from '../../../src/world/amend-job.ts'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import type { JobStatus } from '../../../src/jobs/job.ts'
import { noPersona } from '../../../src/personas/personas.ts'
import { ogcDialects, type Settings, tatorDialects } from '../../../src/world/settings.ts'
import { type RequestedState, applyState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import type { Form } from '../../http/form.ts'
import { noSuchJob } from '../jobs.ts'
import { ControlProblem } from '../problems.ts'
import { requestsJobs } from './permalink.ts'
import { launch } from './launch.ts'
import { sendAs } from './send.ts'

export interface ActionContext {
  readonly world: World
  readonly form: Form
  /** What the address of the page says. */
  readonly asked: RequestedState
  readonly apis: ApiServer
  readonly host: string
}

/** What it resolves with is the id of the job that one wants to look at then, if it is a text. */
type Action = (context: ActionContext) => Promise<unknown>

const jobIn = (form: Form): string => form.get('job') ?? ''

const onJob = (change: (world: World, id: string) => unknown): Action => async ({ world, form }) =>
  change(world, jobIn(form))

const movedTo = (status: JobStatus): Action => onJob((world, id) => moveJob(world, id, status))

/** What the buttons of the page do, by the value of `action`. */
const actions: Readonly<Record<string, Action>> = {
  hold: onJob(holdJob),
  release: onJob(releaseJob),
  start: movedTo('running'),
  finish: movedTo('successful'),
  fail: movedTo('failed'),
  dismiss: context => sendAs('ogc', context, { method: 'DELETE', path: `/jobs/${encodeURIComponent(jobIn(context.form))}` }),
  delete: async context => {
    const job = context.world.jobs.get(jobIn(context.form))
    if (job === undefined) throw noSuchJob(jobIn(context.form))
    await sendAs('tator', context, { method: 'DELETE', path: `/rest/Job/${encodeURIComponent(job.id)}`, project: job.project })
  },
  second: ({ world }) => advanceClock(world, 1000),
  next: async ({ world }) => {
    if (await advanceToNextTransition(world) === undefined) throw new ControlProblem(409, 'No next event: no job has a planned transition.')
  },
  resume: async ({ world }) => world.clock.run(),
  pause: async ({ world }) => world.clock.freeze(),
  configure: async ({ world, form }) => world.configure(settingsIn(form, world.settings)),
  launch,
  reset: async ({ world }) => world.reset(),
  'load-state': async ({ world, asked }) => requestsJobs(asked) ? applyState(world, asked) : world.configure(asked.settings)
}

/** A persona brings policy and dialect with it: what the form says of them counts where there is none, before and afterwards. */
function settingsIn (form: Form, { persona: before }: Settings): Partial<Settings> {
  const persona = form.get('persona') ?? before
  const tator = among(tatorDialects, form, 'tator')
  if (persona !== noPersona || before !== noPersona) return { persona, tator }
  return { dismiss: among(dismissPolicies, form, 'policy'), ogc: among(ogcDialects, form, 'ogc'), tator }
}

/** @throws ControlProblem if the field holds none of the values */
function among<T extends string> (values: readonly T[], form: Form, field: string): T {
  const came = form.get(field)
  const found = values.find(value => value === came)
  if (found === undefined) throw new ControlProblem(400, `${field}: ${JSON.stringify(came)} came; expected one of ${values.join(', ')}.`)
  return found
}

/** @returns the job that one wants to look at then, if there is one @throws ControlProblem if it cannot be done */
export async function performAction (context: ActionContext): Promise<string | undefined> {
  const name = context.form.get('action') ?? ''
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action === undefined) throw new ControlProblem(400, `action: ${JSON.stringify(name)} came; expected one of ${Object.keys(actions).join(', ')}.`)
  const job = await action(context)
  return typeof job === 'string' ? job : undefined
}
