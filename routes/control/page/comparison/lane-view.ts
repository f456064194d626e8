import { html } from 'ghtml'
import { segmentsOf } from '../../../../src/jobs/segments.ts'
import { type TimeAxis, laneMarkup } from '../../../pages/lane.ts'
import { consequenceSentence } from './consequence.ts'
import { answerMarkup, exchangeMarkup } from './exchange.ts'
import type { PlayedLane, StepTaken } from './play.ts'
import type { Source } from './sources.ts'
import { stepInterval, steps } from './step.ts'

/** The targets of a lane's links. */
export interface LaneContext {
  /** The page with the exchange of a step of this lane; without a step, with none. */
  readonly openHref: (step: number | undefined) => string
  /** The step whose exchange is shown. */
  readonly open: number | undefined
  readonly isCurrent: boolean
  /** The address that paths of the APIs begin with. */
  readonly origin: string
}

/** From one step before the first until one after the last. */
const axisOf = ({ began }: PlayedLane): TimeAxis => ({ from: began - stepInterval, until: began + steps.length * stepInterval })

/** One lane: the job's life, the answers at their times, and the effect of the last one. */
export function comparisonLaneMarkup (played: PlayedLane, context: LaneContext): string {
  const { lane, stepsTaken } = played
  const openedStep = context.open === undefined ? undefined : stepsTaken[context.open - 1]
  return html`<li class="comparison-lane!${context.isCurrent ? ' current' : ''}" id="lane-${lane.id}">
<h3>${lane.title}</h3>
<div class="life">!${lifeMarkup(played)}</div>
<ol class="answers">!${steps.map(({ label }, index) => index < stepsTaken.length ? stepMarkup(label, index + 1, stepsTaken[index], played, context) : '')}</ol>
<p class="happened">!${happenedMarkup(played)}</p>
!${openedStep === undefined
? ''
: html`<section id="exchange" class="opened" tabindex="-1" aria-label="${openedStep.label}, ${lane.title}: the exchange">!${exchangeMarkup(lane, openedStep.exchange, context.origin)}
<p class="links"><a href="${context.openHref(undefined)}" data-stay>Close</a></p></section>`}</li>`
}

function stepMarkup (label: string, step: number, stepTaken: StepTaken | undefined, { lane }: PlayedLane, { open, openHref }: LaneContext): string {
  if (stepTaken === undefined) return html`<li><span class="step-name">${label}:</span> <span class="hint">not in this API</span></li>`
  const isOpen = open === step
  return html`<li><span class="step-name">${label}:</span> <a id="answer-${lane.id}-!${step}" href="${openHref(isOpen ? undefined : step)}!${isOpen ? '' : '#exchange'}" data-stay aria-expanded="!${isOpen}">!${answerMarkup(stepTaken.exchange)}</a></li>`
}

function lifeMarkup (played: PlayedLane): string {
  const { job, removed, now, lane, stepsTaken, start } = played
  const life = job === undefined ? [] : segmentsOf(job, removed ?? now)
  const visibleSegments = life
    .filter(({ planned }) => removed === undefined || !planned)
    .map(segment => segment.planned ? segment : { ...segment, until: Math.min(segment.until, removed ?? now) })
  const status = stepsTaken.at(-1)?.after ?? start
  const left = removed !== undefined ? 'nothing is left of the job' : status === undefined ? 'there is no job' : `the job is ${status}`
  return laneMarkup(visibleSegments, axisOf(played), now, `${lane.title}: ${left}`)
}

/** One line: the effect of the last step, and its source. */
function happenedMarkup ({ lane, stepsTaken, start }: PlayedLane): string {
  if (stepsTaken.length === 0) return start === undefined ? 'There is no job: nothing is left here of one that was dismissed.' : html`No request yet. The job is ${start}.`
  const last = stepsTaken.at(-1)
  if (last === undefined) return 'This API has no request for results of a job.'
  return html`${consequenceSentence(last.consequence, last)} !${sourceMarkup(lane.sourceOf(last.consequence))}`
}

const sourceMarkup = ({ text, href }: Source): string => html`<cite>!${href === undefined ? html`${text}` : html`<a href="${href}" rel="noreferrer">${text}</a>`}</cite>`
