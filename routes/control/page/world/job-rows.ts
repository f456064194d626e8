import { html } from 'ghtml'
import { isUnfinished, type Job, type JobStatus } from '../../../../src/jobs/job.ts'
import { progressAt, statusAt } from '../../../../src/jobs/timeline.ts'
import type { Settings } from '../../../../src/world/settings.ts'
import { isoTime } from '../../../http/iso-time.ts'
import { statusMarkup } from '../../../pages/status-markup.ts'
import type { Axis } from './axis.ts'
import { jobLaneMarkup } from './lanes.ts'
import type { RequestMark } from './request-mark.ts'

export interface JobRow {
  readonly job: Job
  /** When it was removed, in epoch milliseconds, if it was. */
  readonly removed?: number | undefined
  /** The status code of a request for a removed job. */
  readonly removedStatus: Settings['removedStatus']
  readonly marks: readonly RequestMark[]
  /** The page with this job. */
  readonly href: string
  readonly selected: boolean
}

/** @param target the address for forms; absent if nothing can be changed here */
export function rowMarkup ({ job, removed, removedStatus, marks, href, selected }: JobRow, axis: Axis, target: string | undefined): string {
  const status = statusAt(job, axis.now)
  return html`<li class="job!${selected ? ' selected' : ''}!${removed === undefined ? '' : ' ghost'}" id="row-${job.ordinal}">
<div class="who"><a id="job-${job.ordinal}" href="${href}#job" data-stay!${selected ? ' aria-current="true"' : ''}><bdi>${job.id}</bdi></a> <span class="hint"><bdi>${job.process}</bdi></span>
<div>!${removed === undefined ? html`!${statusMarkup(status)} <span class="hint">${progressAt(job, axis.now)} %${job.plan.held === undefined ? '' : ', held'}</span>` : html`<span class="code">!${removedStatus}</span> <span class="hint">since <time datetime="${isoTime(removed)}">${clockTime(removed)}</time></span>`}</div></div>
<div class="life">!${jobLaneMarkup(job, axis, marks, removed)}</div>
!${target === undefined ? '' : actionsMarkup(job, removed === undefined ? status : 'dismissed', target)}
</li>`
}

/** The time of day, in UTC. */
const clockTime = (at: number): string => isoTime(at).slice(11, 19)

const words = { hold: 'Hold', release: 'Release', start: 'Start', finish: 'Finish', dismiss: 'Dismiss', delete: 'Delete via Tator' } as const
type Verb = keyof typeof words

/** A button that replaces another one keeps its focus. */
const places = { hold: 'hold', release: 'hold', start: 'start', finish: 'finish', dismiss: 'dismiss', delete: 'delete' } as const satisfies Record<Verb, string>

const dismissals = ['dismiss', 'delete'] as const

function verbsFor ({ plan }: Job, status: JobStatus): readonly Verb[] {
  if (!isUnfinished(status)) return dismissals
  const moves = plan.stuck === true ? [] : [...status === 'accepted' ? ['start'] as const : [], 'finish'] as const
  return [...dismissals, plan.held === undefined ? 'hold' : 'release', ...moves]
}

function actionsMarkup (job: Job, status: JobStatus, target: string): string {
  const { id, ordinal, project } = job
  const buttons = verbsFor(job, status).map(verb => html`<button id="${places[verb]}-${ordinal}" name="action" value="${verb}" class="${verb === 'dismiss' || verb === 'delete' ? 'danger' : 'quiet'} small" aria-label="${words[verb]} ${id}">${words[verb]}</button>`)
  const subject = html`<input type="hidden" name="job" value="${id}"><input type="hidden" name="project" value="${project}">`
  const canFail = isUnfinished(status) && job.plan.stuck !== true
  return html`<div class="actions"><form method="post" action="${target}" class="row tight">!${subject}!${buttons}</form>
!${canFail ? failMarkup(job, subject, target) : ''}</div>`
}

const failMarkup = ({ id, ordinal }: Job, subject: string, target: string): string => html`<details><summary aria-label="Fail ${id} …">Fail …</summary><form method="post" action="${target}" class="row tight" data-keep>!${subject}
<label for="reason-${ordinal}">Reason</label><input id="reason-${ordinal}" name="reason" maxlength="500" autocomplete="off"><button id="fail-${ordinal}" name="action" value="fail" class="quiet small" aria-label="Fail ${id}">Fail</button></form></details>`
