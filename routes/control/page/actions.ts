import type { ApiServer } from '../compare-dismissals.ts'
import { advanceClock, advanceToNextTransition } from '../../../src/world/advance.ts'
import { failJob, holdJob, moveJob, releaseJob } from '../../../src/world/amend-job.ts'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { definedOnly } from '../../../src/jobs/defined-only.ts'
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
  /** The state in the page's address. */
  readonly requestedState: RequestedState
  readonly apis: ApiServer
  readonly host: string
}

interface PerformedAction {
  /** The value of `action`. */
  readonly name: string
  /** The job to show afterwards, if there is one. */
  readonly job: string | undefined
}

/** Resolves with the id of the job to show afterwards, if it is a text. */
type Action = (context: ActionContext) => Promise<unknown>

const jobIn = (form: Form): string => form.get('job') ?? ''

const onJob = (change: (context: ActionContext, id: string) => unknown): Action => async context => {
  change(context, jobIn(context.form))
}

const movedTo = (status: JobStatus): Action => onJob(({ world }, id) => moveJob(world, id, status))

/** The actions of the page's buttons, by the value of `action`. */
const actions: Readonly<Record<string, Action>> = {
  hold: onJob(({ world }, id) => holdJob(world, id)),
  release: onJob(({ world }, id) => releaseJob(world, id)),
  start: movedTo('running'),
  finish: movedTo('successful'),
  fail: onJob(({ form, world }, id) => failJob(world, id, form.get('reason') || undefined)),
  dismiss: context => sendAs('ogc', context, { method: 'DELETE', path: `/jobs/${encodeURIComponent(jobIn(context.form))}`, user: context.world.jobs.get(jobIn(context.form))?.user }),
  delete: async context => {
    const id = jobIn(context.form)
    await sendAs('tator', context, { method: 'DELETE', path: `/rest/Job/${encodeURIComponent(id)}`, project: context.world.jobs.get(id)?.project ?? projectIn(context.form, id) })
  },
  second: ({ world }) => advanceClock(world, 1000),
  next: async ({ world }) => {
    if (await advanceToNextTransition(world) === undefined) throw new ControlProblem(409, 'No next event: no job has a planned transition.')
  },
  resume: async ({ world }) => world.clock.run(),
  pause: async ({ world }) => world.clock.freeze(),
  configure: async ({ world, form }) => world.configure(settingsIn(form, world)),
  launch,
  reset: async ({ world }) => world.reset(),
  'load-state': async ({ world, requestedState }) => requestsJobs(requestedState) ? applyState(world, requestedState) : world.configure(requestedState.settings)
}

/** The project of a removed job, from its row. @throws ControlProblem if the row has none */
function projectIn (form: Form, id: string): number {
  const project = Number(form.get('project') ?? NaN)
  if (!Number.isInteger(project)) throw noSuchJob(id)
  return project
}

/** The settings in the pressed button. A persona sets policy and dialect: choosing one of these removes the persona. */
function settingsIn (form: Form, { personas, settings }: World): Partial<Settings> {
  const persona = among([noPersona, ...personas.all.map(({ name }) => name)], form, 'persona')
  const [dismiss, ogc] = [among(dismissPolicies, form, 'policy'), among(ogcDialects, form, 'ogc')]
  const ends = persona === undefined && settings.persona !== noPersona && (dismiss ?? ogc) !== undefined
  return definedOnly({ persona: ends ? noPersona : persona, dismiss, ogc, tator: among(tatorDialects, form, 'tator') })
}

/** Undefined if there is no such field. @throws ControlProblem for any other value */
function among<T extends string> (values: readonly T[], form: Form, field: string): T | undefined {
  const text = form.get(field)
  if (text === null) return undefined
  const found = values.find(value => value === text)
  if (found === undefined) throw new ControlProblem(400, `${field}: ${JSON.stringify(text)} came; expected one of ${values.join(', ')}.`)
  return found
}

/** @throws ControlProblem if the action is impossible */
export async function performAction (context: ActionContext): Promise<PerformedAction> {
  const name = context.form.get('action') ?? ''
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action === undefined) throw new ControlProblem(400, `action: ${JSON.stringify(name)} came; expected one of ${Object.keys(actions).join(', ')}.`)
  const job = await action(context)
  return { name, job: typeof job === 'string' ? job : undefined }
}
