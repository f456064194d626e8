import { html } from 'ghtml'
import { type JobQuery, mostJobsPerPage, usualLimit } from '../../../schemas/ogc/job-query.ts'
import { jobStatuses } from '../../../src/jobs/job.ts'

/** The filters of a job list as a form, filled in with the present query. */
export function jobFilter (base: string, query: JobQuery, processes: readonly string[]): string {
  const { status = [], processID = [], datetime = '', minDuration = [], maxDuration = [], limit = usualLimit } = query
  return html`<form method="get" action="${base}/jobs"><input type="hidden" name="f" value="html">
<fieldset><legend>Filter</legend>
<div class="row" role="group" aria-labelledby="status-label"><span id="status-label">Status</span> !${jobStatuses.map(one => checkbox('status', one, status.includes(one)))}</div>
<div class="row" role="group" aria-labelledby="process-label"><span id="process-label">Process</span> !${[...new Set([...processes, ...processID])].map(one => checkbox('processID', one, processID.includes(one)))}</div>
<div class="row">
!${field('datetime', 'Created (a time, or an interval start/end)', datetime)}
!${field('minDuration', 'Minimum duration (seconds)', minDuration.join(), 'inputmode="numeric"')}
!${field('maxDuration', 'Maximum duration (seconds)', maxDuration.join(), 'inputmode="numeric"')}
!${field('limit', 'Jobs per page', String(limit), `type="number" min="1" max="${mostJobsPerPage}"`)}
<button>Apply filter</button> <a href="${base}/jobs?f=html">Clear filter</a>
</div>
</fieldset></form>`
}

const checkbox = (name: string, value: string, checked: boolean): string =>
  html`<label><input type="checkbox" name="${name}" value="${value}" !${checked ? 'checked' : ''}><bdi>${value}</bdi></label>`

const field = (name: string, label: string, value: string, more = ''): string =>
  html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}" !${more}></div>`
