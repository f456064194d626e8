import { html } from 'ghtml'
import type { Job } from '../../../src/jobs/job.ts'
import { lifeOf, type Stretch } from '../../../src/jobs/life.ts'
import { isoTime } from '../../iso-time.ts'
import { type Axis, placeOn, relative } from './axis.ts'
import type { Struck } from './struck.ts'

/** More strokes in one lane cannot be told apart; the last ones are drawn. */
const mostStrokes = 30

/** A job's life on the axis, with the requests that struck it: what has happened solid, what lies ahead faint. */
export function laneMarkup (job: Job, axis: Axis, struck: readonly Struck[]): string {
  const life = lifeOf(job, axis.now).filter(({ from, until }) => from < axis.until && until > axis.from)
  return svg(sentence(life, axis, struck), [...life.map(stretch => stretchMarkup(stretch, axis)), nowMarkup(axis), ...strokes(struck, axis)])
}

/** Requests that concern none of the jobs that are shown. */
export const otherLaneMarkup = (axis: Axis, struck: readonly Struck[]): string =>
  svg(`${requests(struck, axis)}.`, [nowMarkup(axis), ...strokes(struck, axis)])

/** The axis itself: marks at even distances, in time before and after now. */
export function axisMarkup (axis: Axis): string {
  const past = axis.now - axis.from
  const marks = [-0.75, -0.5, -0.25, 0.125].map(share => ({ at: axis.now + past * share, text: relative(past * share) }))
  return svg(`Time, from ${relative(axis.from - axis.now)} to ${relative(axis.until - axis.now)}.`, [
    nowMarkup(axis),
    ...[...marks, { at: axis.now, text: 'now' }].map(({ at, text }) => html`<text class="tick" x="${placeOn(axis, at)}%" y="26" text-anchor="middle">${text}</text>`)
  ])
}

const svg = (label: string, parts: readonly string[]): string =>
  html`<svg class="lane" role="img" aria-label="${label}" width="100%" height="34">!${parts}</svg>`

function stretchMarkup ({ status, from, until, planned }: Stretch, axis: Axis): string {
  const left = placeOn(axis, from)
  const width = Math.max(Math.round((placeOn(axis, until) - left) * 100) / 100, 0.2)
  const thin = status !== 'accepted' && status !== 'running'
  return html`<rect class="${status}!${planned ? ' planned' : ''}" x="${left}%" y="${thin ? 20 : 14}" width="${width}%" height="${thin ? 4 : 16}"/>`
}

const nowMarkup = (axis: Axis): string => html`<line class="now" x1="${placeOn(axis, axis.now)}%" x2="${placeOn(axis, axis.now)}%" y1="0" y2="34"/>`

/** Reads are small strokes; what changes something is a long one with its words. */
function strokes (struck: readonly Struck[], axis: Axis): string[] {
  return struck.slice(-mostStrokes).map(({ method, url, status, at }) => {
    const x = placeOn(axis, at)
    const reads = method === 'GET' || method === 'HEAD'
    const word = reads ? '' : html`<text class="stroke" x="${x}%" y="10" text-anchor="!${x > 80 ? 'end' : 'start'}">${said({ method, status })}</text>`
    return html`<g class="stroke !${reads ? 'reads' : 'changes'}"><title>${said({ method, status })} ${url} at ${isoTime(at)}</title><line x1="${x}%" x2="${x}%" y1="!${reads ? 24 : 11}" y2="34"/>!${word}</g>`
  })
}

const said = ({ method, status }: Pick<Struck, 'method' | 'status'>): string => `${method} ${status ?? 'without an answer'}`

/** The lane in words, for those who do not see it. */
function sentence (life: readonly Stretch[], axis: Axis, struck: readonly Struck[]): string {
  const words = life.map(({ status, from, until, planned }) => `${status}${planned ? ', as planned,' : ''} from ${relative(from - axis.now)}${until === Infinity || until === axis.now ? '' : ` to ${relative(until - axis.now)}`}`)
  return `${words.join('; ')}. ${requests(struck, axis)}.`
}

function requests (struck: readonly Struck[], axis: Axis): string {
  if (struck.length === 0) return 'No requests'
  return `${struck.length} requests: ${struck.slice(-mostStrokes).map(one => `${said(one)} at ${relative(one.at - axis.now)}`).join(', ')}`
}
