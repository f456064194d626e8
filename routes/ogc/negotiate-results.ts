import type { FastifyRequest } from 'fastify'
import type { World } from '../../src/world/world.ts'
import { acceptOf, chooseType } from '../http/negotiate.ts'
import { OgcProblem } from './problems.ts'
import { requestedProfile } from './results-profile.ts'
import { anyType, type Place, type SubmittedJob, type Variant, variantsOf, requestedOutputs, wholeDelivery } from './result-variants.ts'

const jsonType = 'application/json'
const html = 'text/html'

/**
 * How results are handed over: by `f`, else by Accept among the variants that there are, the first where it says nothing;
 * as a page where the client would rather have that. Undefined: there are none, since the answer has no body.
 * @param pageIsLast a page only for whoever takes nothing else: a browser shows an image itself
 * @throws OgcProblem `not-acceptable` that names what there is
 */
export function chooseVariant (request: FastifyRequest, variants: readonly Variant[], pageIsLast = false): Variant | 'html' | undefined {
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

/** Most clients say nothing of what they take, or that they take everything. */
function takesAnything (request: FastifyRequest): boolean {
  const accept = acceptOf(request)
  return (accept === undefined || accept === '*/*') && (request.query as { f?: unknown }).f === undefined
}

/**
 * Refuses to hand over, before anything is done or looked at, what could not be as Accept asks, as far as descriptions tell.
 * @throws OgcProblem `not-acceptable`
 */
export function refuseUnacceptable (request: FastifyRequest, world: World, place: Place, job: SubmittedJob): void {
  if (takesAnything(request)) return
  const asDocument = place !== 'output' && requestedProfile(request, world) !== undefined
  const variants = variantsOf(world.settings.ogc, { place, asDocument, delivery: job.delivery ?? wholeDelivery, outputs: requestedOutputs(world, job) })
  if (!variants.some(({ type }) => type === anyType)) chooseVariant(request, variants)
}
