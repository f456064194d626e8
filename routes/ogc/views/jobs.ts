import { html } from 'ghtml'
import type { JobList } from '../../../schemas/ogc/job-list.ts'
import type { JobQuery } from '../../../schemas/ogc/job-query.ts'
import type { StatusInfo } from '../../../schemas/ogc/status-info.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import { statusMarkup } from '../../pages/status-markup.ts'
import { jobUrl } from '../present.ts'
import { jobFilter } from './job-filter.ts'
import { pagingMarkup } from './paging.ts'

/** What the page of a job list needs beside the list. */
interface JobsViewContext {
  readonly base: string
  readonly query: JobQuery
  /** Ids to choose from; algorithms of Tator included. */
  readonly processes: readonly string[]
  /** Number of jobs in the world, without filters. */
  readonly total: () => number
}

/** The jobs as a table below the filter form. */
export const jobsView = ({ base, query, processes, total }: JobsViewContext) => (body: JobList): string => html`!${jobFilter(base, query, processes)}
!${body.jobs.length === 0
? total() === 0
  ? html`<p>No jobs yet. <a href="${base}/processes?f=html">Execute a process</a> to have one.</p>`
  : html`<p>No jobs match. <a href="${base}/jobs?f=html">Show all ${total()}</a>.</p>`
: tableMarkup(base, body.jobs)}
!${pagingMarkup(body.links)}
!${fullContentMarkup(body)}`

const tableMarkup = (base: string, jobs: readonly StatusInfo[]): string => html`<div class="scroll" tabindex="0" role="region" aria-label="Jobs"><table>
<caption>Newest first.</caption>
<thead><tr><th scope="col">Job</th><th scope="col">Status</th><th scope="col">Progress</th><th scope="col">Process</th><th scope="col">Created</th><th scope="col">Message</th></tr></thead>
<tbody>!${jobs.map(job => row(base, job))}</tbody>
</table></div>`

const row = (base: string, { jobID, status, progress, processID, created, message }: StatusInfo): string => html`<tr>
<td><a href="${jobUrl(base, jobID)}"><bdi>${jobID}</bdi></a></td><td>!${statusMarkup(status)}</td><td>${progress ?? 0} %</td>
<td><bdi>${processID ?? ''}</bdi></td><td><time datetime="${created ?? ''}">${created ?? ''}</time></td><td dir="auto">${message ?? ''}</td>
</tr>`
