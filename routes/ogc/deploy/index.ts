import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { bodyReader } from '../../http/body-reader.ts'
import { worldOf } from '../../http/exchange.ts'
import { recordBody } from '../../http/journal.ts'
import { deploy } from './deploy.ts'
import { expectDeploying } from './deploy-routes.ts'
import { deploymentJobs } from './deployment-jobs.ts'
import { packages } from './package.ts'
import { patch } from './patch.ts'
import { replace } from './replace.ts'
import { undeploy } from './undeploy.ts'

/**
 * OGC API – Processes – Part 2: `POST /processes`, `PUT` and `DELETE /processes/{processID}`, and the package, in a
 * world that deploys. Nothing of a package is ever executed, and no image is pulled.
 */
export const deployment: FastifyPluginAsyncTypebox = async app => {
  // A package is served byte for byte, so its bytes are kept.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length > 0) recordBody(request, body, bodyReader(undefined, worldOf(request).maxDepth))
    done(null, body)
  })
  app.addHook('onRequest', async (request, reply) => expectDeploying(request, reply))
  for (const resource of [deploy, replace, undeploy, packages, deploymentJobs, patch]) resource(app)
}
