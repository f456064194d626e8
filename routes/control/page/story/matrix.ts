import { html } from 'ghtml'
import { jobStatuses, type JobStatus } from '../../../../src/jobs/job.ts'
import type { ComparisonContext } from '../../compare-dismissals.ts'
import type { StoryLane } from './lane.ts'
import { playLane } from './play.ts'
import { steps } from './step.ts'
import { sampleSubject } from './subject.ts'

/** What the first, the second DELETE and a GET are answered, for a job in each state, by the id of a lane. */
export type Matrix = ReadonlyMap<JobStatus, ReadonlyMap<string, readonly number[]>>

/** The steps that a cell shows. */
const shownSteps = steps.slice(0, 3)

/** Finds it out by really asking. */
export async function findMatrix (comparison: ComparisonContext, lanes: readonly StoryLane[]): Promise<Matrix> {
  const matrix = new Map<JobStatus, Map<string, readonly number[]>>()
  for (const state of jobStatuses) {
    const row = new Map<string, readonly number[]>()
    for (const lane of lanes) {
      const { taken } = await playLane(comparison, lane, sampleSubject(state), shownSteps.length)
      row.set(lane.id, taken.map(step => step?.exchange.status ?? 0))
    }
    matrix.set(state, row)
  }
  return matrix
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
<tbody role="rowgroup">!${[...matrix].map(([state, row]) => html`<tr role="row"><th scope="row" role="rowheader">${state}</th>!${context.lanes.map(lane => cellMarkup(context, lane, state, row.get(lane.id) ?? []))}</tr>`)}</tbody>
</table>`

function cellMarkup ({ isCurrent, href }: MatrixContext, { id, title }: StoryLane, state: JobStatus, statuses: readonly number[]): string {
  const links = statuses.map((status, index) => {
    const place = { state, lane: id, step: index + 1 }
    const label = `${shownSteps[index]?.label ?? ''} of a job that is ${state}, ${title}: ${status}`
    return html`<a href="${href(place)}" data-stay aria-label="${label}"!${isCurrent(place) ? ' aria-current="true"' : ''}>${status}</a>`
  })
  return html`<td role="cell"><span class="lane-name" aria-hidden="true">${title}</span> <span class="codes">!${links}</span></td>`
}
