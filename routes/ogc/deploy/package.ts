import { CommonQuery } from '../../../schemas/ogc/job-query.ts'
import { Type } from '@sinclair/typebox'
import { isCwlType, packageType, packageTypes } from '../../../src/deploy/package-media-types.ts'
import { shownPackageText } from '../../../src/deploy/package-text.ts'
import { readJson } from '../../../src/seed/read-json-text.ts'
import type { ProcessPackage } from '../../../src/processes/process.ts'
import { worldOf } from '../../http/exchange.ts'
import { formatOf } from '../../http/negotiate.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { valueMarkup } from '../../pages/html.ts'
import { answer, failures } from '../describe.ts'
import { OgcProblem } from '../problems.ts'
import { processOf, ProcessParams } from '../processes.ts'
import { respondWithPage } from '../respond.ts'
import { deployProblem } from './problems.ts'
import { respondAs } from './respond-as.ts'

/** `GET /processes/{processID}/package`: the package as it was sent, byte for byte, with its media type. */
export function packages (app: TypedInstance): void {
  const schema = {
    tags: ['Deployment'],
    operationId: 'getPackage',
    summary: 'Get the package of a process',
    params: ProcessParams,
    querystring: CommonQuery,
    response: { 200: answer('The package.', Type.Unsafe<Buffer | string>({}), ...packageTypes), ...failures(400, 403, 404, 500) }
  }
  app.get('/processes/:processID/package', { schema, config: { negotiates: true } }, (request, reply) => {
    const world = worldOf(request)
    const process = processOf(request, request.params.processID)
    const { immutablePackage, package: form } = world.settings.deployment
    if (process.mutable !== true) throw deployProblem(world, 'immutable-process', `The process "${process.id}" is immutable; only a mutable one has a package.`, { status: immutablePackage })
    if (process.package === undefined) throw new OgcProblem('not-found', `The process "${process.id}" belongs to the seed, which has no package for it.`)
    const { mediaType, body } = form === 'value' ? asValue(process.package) : process.package
    if (formatOf(request, [mediaType]) === 'html') return respondWithPage(request, reply, `Package of ${process.title}`, valueMarkup(shownPackageText({ mediaType, body })))
    const asPersona = respondAs(request, reply, { action: 'package', process })
    if (asPersona !== undefined) return asPersona
    reply.header('content-type', mediaType)
    return Buffer.from(body)
  })
}

/** CWL as a value within an application package (wraptile); any other package as it is. */
function asValue (sent: ProcessPackage): ProcessPackage {
  const { mediaType } = sent
  if (!isCwlType(mediaType)) return sent
  const text = shownPackageText(sent)
  const json = readJson(text)
  return { mediaType: packageType, body: Buffer.from(JSON.stringify({ executionUnit: { value: json ?? text, mediaType: json === undefined ? mediaType : 'application/cwl+json' } })) }
}
