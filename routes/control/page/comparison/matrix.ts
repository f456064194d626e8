import { html } from 'ghtml'
import { jobStatuses, type JobStatus } from '../../../../src/jobs/job.ts'
import type { ComparisonContext } from '../../compare-dismissals.ts'
import type { ComparisonLane } from './lane.ts'
import { playLane } from './play.ts'
import { sampleLaneJob } from './subject.ts'

/** A lane's answers to the first DELETE, the second DELETE and a GET, in this order. */
interface MatrixCell { readonly lane: ComparisonLane, readonly answers: readonly { readonly label: string, readonly status: number }[] }

/** A row for each status of the job, with a cell for each lane. */
export type Matrix = readonly { readonly state: JobStatus, readonly cells: readonly MatrixCell[] }[]

/** Number of steps in a cell. */
const shownSteps = 3

/** Computes the matrix with real requests. */
export async function findMatrix (comparison: ComparisonContext, lanes: readonly ComparisonLane[]): Promise<Matrix> {
  const rows = []
  for (const state of jobStatuses) {
    const cells: MatrixCell[] = []
    for (const lane of lanes) {
      const { stepsTaken } = await playLane(comparison, lane, sampleLaneJob(state), shownSteps)
      cells.push({ lane, answers: stepsTaken.filter(step => step !== undefined).map(({ label, status }) => ({ label, status })) })
    }
    rows.push({ state, cells })
  }
  return rows
}

/** A place in the matrix: the target of a link in it. */
interface MatrixPlace { readonly state: JobStatus, readonly lane: string, readonly step: number }

interface MatrixContext {
  readonly lanes: readonly ComparisonLane[]
  /** Whether a place is shown now; without a lane, whether the row is. */
  readonly isCurrent: (place: MatrixPlace) => boolean
  readonly href: (place: MatrixPlace) => string
}

/**
 * Statuses against lanes; each of the three answers in a cell is a link to that state of the page. ARIA roles are
 * explicit, since a narrow window shows the table as blocks.
 */
export const matrixMarkup = (matrix: Matrix, context: MatrixContext): string => html`<table class="matrix" role="table" aria-labelledby="matrix">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">The job is</th>!${context.lanes.map(({ title }) => html`<th scope="col" role="columnheader">${title}</th>`)}</tr></thead>
<tbody role="rowgroup">!${matrix.map(({ state, cells }) => html`<tr role="row"><th scope="row" role="rowheader">${state}</th>!${cells.map(cell => cellMarkup(context, state, cell))}</tr>`)}</tbody>
</table>`

function cellMarkup ({ isCurrent, href }: MatrixContext, state: JobStatus, { lane: { id, title }, answers }: MatrixCell): string {
  const links = answers.map(({ label: step, status }, index) => {
    const place = { state, lane: id, step: index + 1 }
    const label = `${step} of a job that is ${state}, ${title}: ${status}`
    return html`<a href="${href(place)}" data-stay aria-label="${label}"!${isCurrent(place) ? ' aria-current="true"' : ''}>${status}</a>`
  })
  return html`<td role="cell"><span class="lane-name" aria-hidden="true">${title}</span> <span class="codes">!${links}</span></td>`
}
