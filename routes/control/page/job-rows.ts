import { html } from 'ghtml'
import { isUnfinished, type Job, type JobStatus } from '../../../src/jobs/job.ts'
import { progressAt, statusAt } from '../../../src/jobs/timeline.ts'
import { statusMarkup } from '../../pages/status-markup.ts'
import type { Axis } from './axis.ts'
import { jobLaneMarkup } from './lanes.ts'
import type { RequestMark } from './request-mark.ts'

export interface JobRow {
  readonly job: Job
  readonly struck: readonly RequestMark[]
  /** The page that looks at this job. */
  readonly href: string
  readonly selected: boolean
}

/** @param target where the buttons send their forms; absent: nothing can be done here */
export function rowMarkup ({ job, struck, href, selected }: JobRow, axis: Axis, target: string | undefined): string {
  const status = statusAt(job, axis.now)
  return html`<tr!${selected ? ' class="selected"' : ''}>
<th scope="row"><a href="${href}"!${selected ? ' aria-current="true"' : ''}><bdi>${job.id}</bdi></a><p class="hint"><bdi>${job.process}</bdi></p></th>
<td>!${statusMarkup(status)}<p class="hint">${progressAt(job, axis.now)} %${job.plan.held === undefined ? '' : ', held'}</p></td>
<td class="wide">!${jobLaneMarkup(job, axis, struck)}</td>
<td>!${target === undefined ? '' : buttonsMarkup(job, status, target)}</td>
</tr>`
}

const words = { hold: 'Hold', release: 'Release', start: 'Start', finish: 'Finish', fail: 'Fail', dismiss: 'Dismiss', delete: 'Delete via Tator' } as const
type Verb = keyof typeof words

/** What takes the place of another keeps the focus that it had. */
const places = { hold: 'hold', release: 'hold', start: 'start', finish: 'finish', fail: 'fail', dismiss: 'dismiss', delete: 'delete' } as const satisfies Record<Verb, string>

function verbsFor ({ plan }: Job, status: JobStatus): readonly Verb[] {
  const dismissal = ['dismiss', 'delete'] as const
  if (!isUnfinished(status)) return dismissal
  const moves = plan.stuck === true ? [] : [...status === 'accepted' ? ['start'] as const : [], 'finish', 'fail'] as const
  return [plan.held === undefined ? 'hold' : 'release', ...moves, ...dismissal]
}

function buttonsMarkup (job: Job, status: JobStatus, target: string): string {
  const buttons = verbsFor(job, status).map(verb => html`<button id="${places[verb]}-${job.ordinal}" name="action" value="${verb}" class="${verb === 'dismiss' || verb === 'delete' ? 'danger' : 'quiet'} small" aria-label="${words[verb]} ${job.id}">${words[verb]}</button>`)
  return html`<form method="post" action="${target}" class="row tight"><input type="hidden" name="job" value="${job.id}">!${buttons}</form>`
}
