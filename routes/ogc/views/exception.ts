import { html } from 'ghtml'
import type { Exception } from '../../../schemas/ogc/exception.ts'
import type { PageFrame } from '../../pages/html.ts'

/** Where the links lead. */
export interface ExceptionContext {
  readonly base: string
  /** The demonstration's address; undefined if there is none. */
  readonly demonstration: string | undefined
  /** The page of the job that the request was about, if there is one. */
  readonly job?: string | undefined
  /** Who is logged in, in a world where users log in. */
  readonly login?: PageFrame['login']
}

/** What went wrong, for a person, once: the title stands above. Then what one can do next. */
export const exceptionView = ({ base, demonstration, job, login }: ExceptionContext, { type, status, detail = '', instance }: Exception): string => html`<p class="lead" dir="auto">${detail}</p>
<p class="hint">!${status === undefined ? '' : html`Status <code>${status}</code>, `}type <code>!${/^https?:/.test(type) ? html`<a href="${type}">${type}</a>` : html`${type}`}</code>!${instance === undefined ? '' : html`, at <code><bdi>${instance}</bdi></code>`}</p>
<h2>What you can do</h2>
<ul class="links">!${status === 401 && login !== undefined && 'login' in login ? html`<li><a href="${login.login}">Log in</a></li>` : ''}!${nextSteps({ base, demonstration, job }, type, status, instance).map(([href, words]) => html`<li><a href="${href}">${words}</a></li>`)}</ul>`

function nextSteps ({ base, demonstration, job }: ExceptionContext, type: string, status: number | undefined, instance = ''): (readonly [href: string, words: string])[] {
  return [
    ...job === undefined ? [] : [[job, 'Look at the job'] as const],
    ...type.endsWith('no-such-process') ? [[`${base}/processes?f=html`, 'Choose another process'] as const] : [],
    ...instance.includes('/jobs') ? [[`${base}/jobs?f=html`, 'Look at all jobs'] as const] : [],
    ...status === 404 || status === 410 ? demonstration === undefined ? [] : [[demonstration, 'See in the demonstration what a DELETE leaves'] as const] : [[`${base}/api?f=html`, 'Read what the API expects'] as const],
    [`${base}/?f=html`, 'Begin at the landing page'] as const
  ]
}
