import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import type { Settings } from '../../../src/world/settings.ts'
import { applyState, readState, type RequestedState } from '../../../src/world/world-state.ts'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { hostOf } from '../../http/forwarded.ts'
import { asHtml } from '../../pages/as-html.ts'
import { page, type PageFrame } from '../../pages/html.ts'
import { apisAddress } from '../apis-address.ts'
import type { ControlOptions } from '../options.ts'
import { comparisonContent, comparisonHeading } from './comparison/content.ts'
import type { Matrix } from './comparison/matrix.ts'
import { currentPermalink, permalinkOfApis, requestedSettings, shortPermalink } from './current-permalink.ts'
import type { PageContext } from './page-context.ts'
import { isInState, type PageView, type Permalink, queryOf, requestsJobs, toPermalink } from './permalink.ts'
import { worldContent } from './world/content.ts'
import { Ghosts } from './world/ghosts.ts'
import { comparisonLinkMarkup, linkMarkup, otherStateMarkup } from './world/state-view.ts'

/** The address of the demonstration page. */
export const pageOf = (request: FastifyRequest): string => `${baseAddress(request, request.server.prefix)}/`

export function respondWithPage (request: FastifyRequest, reply: FastifyReply, base: string, titles: Pick<PageFrame, 'title' | 'heading'>, content: string): string {
  const pageAddress = pageOf(request)
  return asHtml(reply, page({ ...titles, base, wide: true, assets: pageAddress.slice(0, -1), demonstration: pageAddress, json: `${pageAddress}?f=json`, scripts: ['demonstration.js'] }, content))
}

interface PageOptions {
  readonly requestedState?: RequestedState
  readonly view?: PageView
  /** An error to show at the top. */
  readonly problem?: string
}

/** Renders the comparison of policies, or the world of a request, or the state in its address. */
export function createRenderer ({ worlds, apis }: Pick<ControlOptions, 'worlds' | 'apis'>) {
  const matrices = new Map<string, Promise<Matrix>>()
  const ghosts = new Ghosts()
  /** The matrix depends on nothing but the settings of the APIs. */
  const matrix = ({ dismiss, ...apiSettings }: Settings) => (find: () => Promise<Matrix>) => {
    const key = JSON.stringify(apiSettings)
    const found = matrices.get(key) ?? find()
    matrices.set(key, found)
    return found
  }

  return async (request: FastifyRequest, reply: FastifyReply, { requestedState = { settings: {} }, view = {}, problem }: PageOptions) => {
    const world = worldOf(request)
    const present = readState(world)
    const [pageAddress, base] = [pageOf(request), apisAddress(request, apis)]
    const isComparison = view.show === undefined
    const isCurrent = isInState(requestedState, world, present) || (isComparison && !requestsJobs(requestedState))
    const isTemporary = !isCurrent && requestsJobs(requestedState)
    const ofState = isCurrent ? currentPermalink(world, requestedSettings(requestedState, world)) : toPermalink(requestedState)
    const ofApis = permalinkOfApis(requestedState, world)
    /** The comparison for a sample job depends on nothing but the settings of the APIs. */
    const permalinkOf = ({ show, job }: PageView): Permalink => show === undefined && job === undefined && !isTemporary ? ofApis : ofState
    const hrefOf = (view: PageView) => `${pageAddress}${queryOf(permalinkOf(view), view)}`
    const { did, about, ...lasting } = view
    const live = `${pageAddress}${queryOf({}, lasting)}`
    const shownWorld = isTemporary ? world.createIsolated({ ...world.settings, ...requestedState.settings }) : world
    const settings = { ...shownWorld.settings, ...requestedState.settings }
    try {
      if (isTemporary) await applyState(shownWorld, { seed: world.initialSeed, ...requestedState })
      const link = shortPermalink(present, isComparison ? requestedSettings(requestedState, world) : world.settings)
      const context: PageContext = {
        world: shownWorld,
        view,
        href: hrefOf,
        target: isTemporary ? undefined : live,
        apis: base,
        comparison: { apis, worlds, world: shownWorld, settings, host: hostOf(request) },
        matrix: matrix(settings),
        ghosts: (jobs, entries) => isTemporary ? [] : ghosts.update(world, jobs, entries, apis.basePath)
      }
      const address = hrefOf(lasting)
      const content = isComparison ? await comparisonContent(context) : worldContent(context)
      return respondWithPage(request, reply, base, {
        title: world.name === 'default' ? 'Demonstration' : `Demonstration: world ${world.name}`,
        heading: isComparison ? comparisonHeading(context) : 'Live world'
      }, html`<div id="demonstration"!${view.presenter === undefined ? '' : ' class="presenter"'}!${isTemporary || isComparison ? '' : html` data-refresh="${live}"`} data-address="${address}">
!${tabsMarkup(context, world.name)}
!${problem === undefined ? '' : html`<p role="alert" class="error" dir="auto">${problem}</p>`}
!${isCurrent ? '' : otherStateMarkup(requestedState, address, live)}
!${content}
!${isTemporary ? '' : isComparison && view.job === undefined ? comparisonLinkMarkup(address) : linkMarkup(link && `${pageAddress}${queryOf(link, lasting)}`, present, `${pageAddress}seed`)}
</div>`)
    } finally {
      if (isTemporary) shownWorld.close()
    }
  }
}

/** Links to the other half of the page, and to larger type. */
function tabsMarkup ({ view, href }: PageContext, world: string): string {
  const { job, presenter, show } = view
  const tab = (text: string, to: PageView) => html`<li><a id="tab-!${to.show ?? 'comparison'}" href="${href({ ...to, presenter })}" data-stay!${to.show === show ? ' aria-current="page"' : ''}>${text}</a></li>`
  const { did, about, ...stay } = view
  return html`<nav class="tabs" aria-label="Demonstration"><ul class="plain">!${tab('Compare policies', { job: show === undefined ? undefined : job })}!${tab('Live world', { show: 'world', job: show === undefined ? job : undefined })}</ul>
!${world === 'default' ? '' : html`<span class="hint">World <bdi>${world}</bdi></span>`}
<a id="presenter" href="${href({ ...stay, presenter: presenter === undefined ? 'on' : undefined })}" data-stay aria-keyshortcuts="F2"!${presenter === undefined ? '' : ' aria-current="true"'}>Larger type (F2)</a></nav>`
}
