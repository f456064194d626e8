import type { FastifyRequest } from 'fastify'
import type { World } from '../../src/world/world.ts'
import { acceptOf, chooseType } from '../http/negotiate.ts'
import { OgcProblem } from './problems.ts'
import { requestedProfile } from './results-profile.ts'
import { anyType, type ResultPlace, type SubmittedJob, type ResultVariant, variantsOf, requestedOutputs, wholeDelivery } from './result-variants.ts'

const jsonType = 'application/json'
const html = 'text/html'

/**
 * Chooses how results are sent: by `f`, else by Accept among the variants, the first by default; as a page if the client
 * prefers that. Undefined: there are no variants, since the answer has no body.
 * @param pageIsLast a page only for a client that accepts nothing else: a browser shows an image itself
 * @throws OgcProblem `not-acceptable` that names the variants
 */
export function chooseVariant (request: FastifyRequest, variants: readonly ResultVariant[], pageIsLast = false): ResultVariant | 'html' | undefined {
  const { f } = request.query as { f?: 'json' | 'html' }
  if (f === 'html') return 'html'
  const accept = f === 'json' ? jsonType : acceptOf(request)
  const types = variants.length === 0 ? [jsonType] : variants.map(({ type }) => type)
  const chosen = (pageIsLast ? chooseType(accept, types) : undefined) ?? chooseType(accept, [...types, html])
  const variant = variants.find(({ type }) => type === chosen)
  if (variant === undefined && chosen === html) return 'html'
  if (chosen === undefined && variants.length > 0) throw new OgcProblem('not-acceptable', `Accept came as "${accept}"; expected one of ${[...new Set([...types, html])].join(', ')}.`)
  return variant
}

/** Most clients name no format, or accept everything. */
function acceptsAnything (request: FastifyRequest): boolean {
  const accept = acceptOf(request)
  return (accept === undefined || accept === '*/*') && (request.query as { f?: unknown }).f === undefined
}

/**
 * Refuses a request whose results could not be sent as Accept demands, as far as descriptions tell, before anything is
 * done.
 * @throws OgcProblem `not-acceptable`
 */
export function refuseUnacceptable (request: FastifyRequest, world: World, place: ResultPlace, job: SubmittedJob): void {
  if (acceptsAnything(request)) return
  const asDocument = place !== 'output' && requestedProfile(request, world) !== undefined
  const variants = variantsOf(world.settings.ogc, { place, asDocument, delivery: job.delivery ?? wholeDelivery, outputs: requestedOutputs(world, job) })
  if (!variants.some(({ type }) => type === anyType)) chooseVariant(request, variants)
}
