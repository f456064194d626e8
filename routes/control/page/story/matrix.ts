import { html } from 'ghtml'
import { jobStatuses, type JobStatus } from '../../../../src/jobs/job.ts'
import type { ComparisonContext } from '../../compare-dismissals.ts'
import type { StoryLane } from './lane.ts'
import { playLane } from './play.ts'
import { sampleSubject } from './subject.ts'

/** What the first, the second DELETE and a GET are answered in a lane, in this order. */
interface MatrixCell { readonly lane: StoryLane, readonly answers: readonly { readonly label: string, readonly status: number }[] }

/** A row for each state of the job, with a cell for each lane. */
export type Matrix = readonly { readonly state: JobStatus, readonly cells: readonly MatrixCell[] }[]

/** How many steps a cell shows. */
const shownSteps = 3

/** Finds it out by really asking. */
export async function findMatrix (comparison: ComparisonContext, lanes: readonly StoryLane[]): Promise<Matrix> {
  const rows = []
  for (const state of jobStatuses) {
    const cells: MatrixCell[] = []
    for (const lane of lanes) {
      const { taken } = await playLane(comparison, lane, sampleSubject(state), shownSteps)
      cells.push({ lane, answers: taken.filter(step => step !== undefined).map(({ label, status }) => ({ label, status })) })
    }
    rows.push({ state, cells })
  }
  return rows
}

/** A place of the matrix: what a link in it leads to. */
interface MatrixPlace { readonly state: JobStatus, readonly lane: string, readonly step: number }

interface MatrixContext {
  readonly lanes: readonly StoryLane[]
  /** Which place is looked at; without a lane all of them. */
  readonly isCurrent: (place: MatrixPlace) => boolean
  readonly href: (place: MatrixPlace) => string
}

/**
 * States against lanes; a cell says three answers, and each of them is a link to that situation. The roles are written out,
 * since a narrow window shows the table as blocks.
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
