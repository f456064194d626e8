import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import { PageQuery } from '../../../schemas/control/page.ts'
import { type RequestedState, type WorldState, applyState, readState } from '../../../src/world/world-state.ts'
import { settingsOfPersona } from '../../../src/world/changed-settings.ts'
import { defaultSettings, type Settings } from '../../../src/world/settings.ts'
import type { World } from '../../../src/world/world.ts'
import { apisAddress } from '../apis-address.ts'
import { baseAddress } from '../../http/base-address.ts'
import { seeOther } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import { hostOf } from '../../http/forwarded.ts'
import { Form } from '../../http/form.ts'
import { page, type PageFrame } from '../../pages/html.ts'
import { formatOf } from '../../http/negotiate.ts'
import { problemOf } from '../../http/problem-of.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { asHtml } from '../../pages/as-html.ts'
import type { ControlOptions } from '../options.ts'
import type { ControlKeyGuard } from '../key.ts'
import { answerInJson, ControlProblem, controlWording, keyRequired, problemText } from '../problems.ts'
import { performAction } from './actions.ts'
import { parseRequestedState, requestsJobs, isInState, toShortPermalink, queryOf, type Permalink, toPermalink, type PageView, viewOf } from './permalink.ts'
import type { PageContext } from './page-context.ts'
import { comparisonContent, comparisonHeading } from './comparison/content.ts'
import { comparisonLanes } from './comparison/lane.ts'
import type { Matrix } from './comparison/matrix.ts'
import { worldContent } from './world/content.ts'
import { Ghosts } from './world/ghosts.ts'
import { otherStateMarkup, keyMarkup, linkMarkup, comparisonLinkMarkup } from './world/state-view.ts'

type Options = ControlOptions & { readonly guard: ControlKeyGuard }

/** `GET` and `POST /__admin/`: the demonstration page, and the actions of its buttons. */
export function demonstrationPage (app: TypedInstance, options: Options): void {
  const { guard, apis } = options
  const schema = { querystring: PageQuery }
  const demonstrate = demonstrator(options)
  const toProblem = problemOf(controlWording, options.log)
  const errorHandler = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error, request)
    const { statusCode: status } = problem
    if (formatOf(request) !== 'html') return answerInJson(problem, reply)
    if (!guard.admits(request)) return askForKey(request, reply.code(status === 403 ? status : 401), status === 403 ? problemText(problem) : undefined)
    return demonstrate(request, reply.code(status), { problem: problemText(problem), view: { show: isOfWorld(request) ? 'world' : undefined } })
  }
  const askForKey = (request: FastifyRequest, reply: FastifyReply, problem?: string) =>
    respondWithPage(request, reply, apisAddress(request, apis), { title: 'Control' }, keyMarkup(`${pageOf(request)}${queryOf({}, request.query as PageQuery)}`, problem))

  app.get('/', { schema, config: { public: true }, errorHandler }, async (request, reply) => {
    if (!guard.admits(request)) throw new ControlProblem(401, keyRequired)
    if (formatOf(request) !== 'html') return description(pageOf(request).slice(0, -1))
    const world = worldOf(request)
    const asked = await parseRequestedState(request.query, world)
    return demonstrate(request, reply, { asked, view: knownView(request.query, asked, world) })
  })

  app.post('/', { schema, config: { public: true, forms: true }, errorHandler }, async (request, reply) => {
    const form = request.body
    if (!(form instanceof Form)) throw new ControlProblem(415, 'Expected a form of this page, sent as application/x-www-form-urlencoded.')
    if (form.get('action') === 'key') {
      if (!guard.isKey(form.get('key') ?? '')) return askForKey(request, reply.code(401), 'The key is wrong.')
      return seeOther(reply.header('Set-Cookie', guard.cookieFor(request)), `${pageOf(request)}${queryOf({}, request.query)}`)
    }
    if (!guard.admits(request)) throw new ControlProblem(401, keyRequired)
    const world = worldOf(request)
    const { name: did, job } = await performAction({ world, form, asked: await parseRequestedState(request.query, world), apis, host: hostOf(request) })
    const about = job ?? form.get('job') ?? undefined
    const view = { ...viewOf(request.query), ...(job !== undefined && { job }), did, about }
    return seeOther(reply, `${pageOf(request)}${queryOf(currentPermalink(world), view)}`)
  })
}

/** Whether a failed request came from the page of the live world, the only one with buttons. */
const isOfWorld = ({ method, query }: FastifyRequest): boolean => method === 'POST' || Object(query).show === 'world'

const pageOf = (request: FastifyRequest): string => `${baseAddress(request, request.server.prefix)}/`

/** @throws ControlProblem for an unknown lane */
function knownView (query: PageQuery, { settings }: RequestedState, world: World): PageView {
  const view = viewOf(query)
  const lanes = comparisonLanes(world.personas.get(settings.persona ?? world.settings.persona)).map(({ id }) => id)
  if (view.lane !== undefined && !lanes.includes(view.lane)) throw new ControlProblem(400, `lane: ${JSON.stringify(view.lane)} came; expected one of ${lanes.join(', ')}.`)
  return view
}

/** The permalink of a world: its whole state if it stands still, else its settings. */
const currentPermalink = (world: World, settings: Settings = world.settings): Permalink =>
  (world.clock.frozen ? shortPermalink(readState(world), settings) : undefined) ?? toPermalink({ settings })

const shortPermalink = (state: WorldState | undefined, settings: Settings): Permalink | undefined => toShortPermalink(state && { ...state, settings })

/** The settings of the world with those of the address. */
function askedSettings ({ settings: asked }: RequestedState, { personas, settings }: World): Settings {
  const persona = personas.get(asked.persona ?? settings.persona)
  return { ...settings, ...asked, ...(persona !== undefined && settingsOfPersona(persona)) }
}

const description = (base: string) => ({
  title: 'jobdouble: control',
  description: 'Controls a world and reports what happened in it. A browser gets the demonstration page here.',
  links: [
    { href: `${base}/?f=html`, rel: 'alternate', type: 'text/html', title: 'The demonstration page' },
    { href: `${base}/openapi`, rel: 'service-desc', type: 'application/json', title: 'The description of the control façade' },
    ...['jobs', 'clock', 'requests', 'settings', 'worlds'].map(name => ({ href: `${base}/${name}`, rel: 'item', type: 'application/json', title: name }))
  ]
})

function respondWithPage (request: FastifyRequest, reply: FastifyReply, base: string, titles: Pick<PageFrame, 'title' | 'heading'>, content: string): string {
  const here = pageOf(request)
  return asHtml(reply, page({ ...titles, base, wide: true, assets: here.slice(0, -1), demonstration: here, json: `${here}?f=json`, scripts: ['demonstration.js'] }, content))
}

interface PageOptions {
  readonly asked?: RequestedState
  readonly view?: PageView
  /** An error to show at the top. */
  readonly problem?: string
}

/** Renders the comparison of policies, or the world of a request, or the state in its address. */
function demonstrator ({ worlds, apis }: Options) {
  const matrices = new Map<string, Promise<Matrix>>()
  const ghosts = new Ghosts()
  /** The matrix depends on nothing but the settings of the APIs. */
  const matrix = ({ dismiss, ...speech }: Settings) => (find: () => Promise<Matrix>) => {
    const key = JSON.stringify(speech)
    const found = matrices.get(key) ?? find()
    matrices.set(key, found)
    return found
  }

  return async (request: FastifyRequest, reply: FastifyReply, { asked = { settings: {} }, view = {}, problem }: PageOptions) => {
    const world = worldOf(request)
    const present = readState(world)
    const [here, base] = [pageOf(request), apisAddress(request, apis)]
    const isComparison = view.show === undefined
    const there = isInState(asked, world, present) || (isComparison && !requestsJobs(asked))
    const looksAway = !there && requestsJobs(asked)
    const situation = there ? currentPermalink(world, askedSettings(asked, world)) : toPermalink(asked)
    const speech = speechOf(asked, world)
    /** The comparison for a sample job depends on nothing but the settings of the APIs. */
    const saidOf = ({ show, job }: PageView): Permalink => show === undefined && job === undefined && !looksAway ? speech : situation
    const hrefOf = (view: PageView) => `${here}${queryOf(saidOf(view), view)}`
    const { did, about, ...lasting } = view
    const live = `${here}${queryOf({}, lasting)}`
    const shown = looksAway ? world.createIsolated({ ...world.settings, ...asked.settings }) : world
    const settings = { ...shown.settings, ...asked.settings }
    try {
      if (looksAway) await applyState(shown, { seed: world.initialSeed, ...asked })
      const link = shortPermalink(present, isComparison ? askedSettings(asked, world) : world.settings)
      const context: PageContext = {
        world: shown,
        view,
        href: hrefOf,
        target: looksAway ? undefined : live,
        apis: base,
        comparison: { apis, worlds, world: shown, settings, host: hostOf(request) },
        matrix: matrix(settings),
        ghosts: (jobs, entries) => looksAway ? [] : ghosts.update(world, jobs, entries, apis.basePath)
      }
      const address = hrefOf(lasting)
      const content = isComparison ? await comparisonContent(context) : worldContent(context)
      return respondWithPage(request, reply, base, {
        title: world.name === 'default' ? 'Demonstration' : `Demonstration: world ${world.name}`,
        heading: isComparison ? comparisonHeading(context) : 'Live world'
      }, html`<div id="demonstration"!${view.presenter === undefined ? '' : ' class="presenter"'}!${looksAway || isComparison ? '' : html` data-refresh="${live}"`} data-address="${address}">
!${tabsMarkup(context, world.name)}
!${problem === undefined ? '' : html`<p role="alert" class="error" dir="auto">${problem}</p>`}
!${there ? '' : otherStateMarkup(asked, address, live)}
!${content}
!${looksAway ? '' : isComparison && view.job === undefined ? comparisonLinkMarkup(address) : linkMarkup(link && `${here}${queryOf(link, lasting)}`, present, `${here}seed`)}
</div>`)
    } finally {
      if (looksAway) shown.close()
    }
  }
}

/** The API settings of the lanes, and the persona beside the policies, if the address or the world has other than default ones. */
function speechOf ({ settings: asked }: RequestedState, { settings }: World): Permalink {
  const { removedStatus, ogc, tator, persona } = { ...settings, ...asked }
  // An address with a version, and no persona, means none.
  const saysOgc = ogc !== defaultSettings.ogc || persona !== settings.persona
  return toPermalink({ settings: { removedStatus, ...(saysOgc && { ogc }), ...(tator !== defaultSettings.tator && { tator }), persona } })
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
