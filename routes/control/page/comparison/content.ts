import { html } from 'ghtml'
import { type JobStatus, jobStatuses } from '../../../../src/jobs/job.ts'
import { statusAt } from '../../../../src/jobs/timeline.ts'
import type { PageContext } from '../page-context.ts'
import { summarizeAnswer } from '../answer-summary.ts'
import { comparisonLanes, type ComparisonLane } from './lane.ts'
import { comparisonLaneMarkup } from './lane-view.ts'
import { findMatrix, matrixMarkup } from './matrix.ts'
import { type PlayedLane, playLane } from './play.ts'
import { reasonOf } from './exchange.ts'
import { steps } from './step.ts'
import { sampleLaneJob, laneJobOf, type LaneJob } from './subject.ts'

/** The compared job: a job in the given status, or a job of the world. */
interface Plot {
  readonly state: JobStatus
  readonly subject: LaneJob
  /** The id of the requested job, if the world does not have it. */
  readonly missing?: string
}

function plotOf ({ world, view: { job: id, state = 'running' } }: PageContext): Plot {
  const job = id === undefined ? undefined : world.jobs.get(id)
  if (job === undefined) return { state, subject: sampleLaneJob(state), ...(id !== undefined && { missing: id }) }
  return { state: statusAt(job, world.clock.now()), subject: laneJobOf(job, world) }
}

const article = (state: JobStatus): string => state === 'accepted' ? 'an' : 'a'

/** The question that the page answers, as its heading. */
export const comparisonHeading = (context: PageContext): string => {
  const { state } = plotOf(context)
  return `A client sends DELETE for ${article(state)} ${state} job. What is left?`
}

/** The comparison: policies as cards, one job in parallel lanes, the steps sent to all of them, and the matrix of all combinations. */
export async function comparisonContent (context: PageContext): Promise<string> {
  const { view, href, comparison, matrix, apis } = context
  const plot = plotOf(context)
  const lanes = comparisonLanes(comparison.world.personas.get(comparison.settings.persona))
  const count = view.step ?? 0
  const played: PlayedLane[] = []
  for (const lane of lanes) played.push(await playLane(comparison, lane, plot.subject, count))
  const found = await matrix(() => findMatrix(comparison, lanes))
  const situation = { job: plot.missing === undefined ? view.job : undefined, state: view.job === undefined ? view.state : undefined, presenter: view.presenter }
  const origin = apis.slice(0, apis.length - comparison.apis.basePath.length)
  return html`!${cardsMarkup(lanes, view.lane)}
!${plot.missing === undefined ? '' : html`<p role="alert" class="error">No job <bdi>${plot.missing}</bdi> in this world: it never existed, or a dismissal removed it. Below is another one.</p>`}
!${stateMarkup(plot, context)}
<section id="lanes" aria-label="One job under each policy">
!${stepperMarkup(count, step => href({ ...situation, lane: view.lane, step }))}
<p id="said" role="status" class="visually-hidden">${announcement(played, count)}</p>
<ul class="plain">!${played.map(one => comparisonLaneMarkup(one, {
  isCurrent: one.lane.id === view.lane,
  open: one.lane.id === view.lane ? view.open : undefined,
  openHref: open => href({ ...situation, step: view.step, lane: one.lane.id, open }),
  origin
}))}</ul>
<p class="hint">Each lane is a copy of the job in a temporary world; these are real requests, two seconds apart. Thick: the job is doing something. Thin: it has ended and can still be read. Faint: planned.</p>
</section>
<section aria-labelledby="matrix"><h2 id="matrix">Every situation</h2>
<p class="hint">In each cell: first DELETE, second DELETE, GET afterwards. Each number is a link to that situation.</p>
!${matrixMarkup(found, {
  lanes,
  isCurrent: ({ state, lane, step }) => state === plot.state && step === count && (view.lane ?? lane) === lane,
  href: place => href({ presenter: view.presenter, ...place })
})}</section>`
}

const cardsMarkup = (lanes: readonly ComparisonLane[], current: string | undefined): string => html`<ul class="cards policies">!${lanes.map(({ id, title, sentence, servers }) =>
  html`<li!${id === current ? ' class="current"' : ''}><h2>${title}</h2><p>${sentence}</p><p class="hint">${servers}</p></li>`)}</ul>`

/** The choice of the job's status at the first DELETE. */
function stateMarkup ({ state, missing }: Plot, { view, href }: PageContext): string {
  const { job, lane, presenter } = view
  const links = jobStatuses.map(one => html`<li><a id="state-!${one}" href="${href({ lane, presenter, state: one })}" data-stay!${one === state ? ' aria-current="true"' : ''}>${one}</a></li>`)
  const copy = job === undefined || missing !== undefined ? '' : html` <span>A copy of job <strong><bdi>${job}</bdi></strong>.</span>`
  return html`<nav class="choice" aria-label="State of the job"><span>When DELETE comes, the job is</span> <ul class="plain">!${links}</ul>!${copy}</nav>`
}

/** The steps are the columns of the time axis. */
function stepperMarkup (count: number, href: (step: number) => string): string {
  const links = steps.map(({ name, label }, index) => {
    const step = index + 1
    const state = step === count ? ' aria-current="step"' : ''
    return html`<li><a id="step-!${name}" class="button!${step === count + 1 ? '' : ' quiet'}" href="${href(step)}" data-stay!${state}>${label}</a> <span class="hint">+${index * 2} s</span></li>`
  })
  return html`<nav aria-label="Steps" class="stepper"><a id="step-reset" class="button quiet" href="${href(0)}" data-stay>Reset</a><ol class="plain">!${links}</ol></nav>`
}

/** The changes in the lanes, for screen readers. */
function announcement (played: readonly PlayedLane[], count: number): string {
  const label = steps[count - 1]?.label
  if (label === undefined) return ''
  const answers = played.map(({ lane, stepsTaken }) => {
    const exchange = stepsTaken.at(-1)?.exchange
    return `${lane.title} ${exchange === undefined ? 'has no such request' : `${exchange.status} ${summarizeAnswer(exchange.body).status ?? reasonOf(exchange.status)}`}`
  })
  return `${label}: ${answers.join(', ')}.`
}
