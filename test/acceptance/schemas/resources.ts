/** The status table: every path with every method and every kind of Accept, except jobs in every state. */
import { all, type Recorder } from './exchange.ts'

export const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export const accepts = ['application/json', '*/*', 'application/json, text/html', 'application/problem+json, application/json;q=0.5', 'image/png', '/*'] as const

const paths = [
  '/', '/conformance', '/api', '/processes', '/processes/echo', '/processes/fail', '/processes/hold', '/processes/none', '/processes/none/execution',
  '/processes/a%2Fb', '/processes/%F0%9F%98%80', '/processes/echo/execution', '/jobs', '/jobs/none', '/jobs/none/results', '/jobs/none/results/message',
  '/jobs/%zz', '/jobs/a%2Fb/results', '/jobs/of-no-process', '/jobs/of-no-process/results', '/jobs/of-no-process/results/message', '/nothing', '//jobs', '/processes/echo/nothing',
  '/processes/echo/execution/x', '/jobs/successful-0/nothing', '/jobs/successful-0/results/message/0'
]

const queries = [
  '/?f=json', '/?f=xml', '/conformance?f=json', '/conformance?f=xml', '/api?f=json', '/api?f=xml', '/api?openapi=3.0', '/api?openapi=3.1', '/api?openapi=4',
  '/processes?limit=1', '/processes?limit=1&after=echo', '/processes?after=none', '/processes?limit=5000', '/processes?limit=0', '/processes?limit=x',
  '/processes?f=xml', '/processes/echo?f=json', '/processes/echo?f=xml', '/jobs/none?f=xml', '/jobs/none/results?f=xml', '/jobs/none/results/message?f=xml'
]

/** The facts about the server that the comparison needs. */
export async function described (recorder: Recorder): Promise<void> {
  await all(['/api?openapi=3.0', '/api?openapi=3.1', '/processes/echo'], path => recorder.ask(`GET ${path}`))
}

export async function fixedResources (recorder: Recorder): Promise<void> {
  await all(paths, path => all(methods, method => all(accepts, accept => recorder.ask(`${method} ${path}`, { accept }))))
  await all(queries, path => recorder.ask(`GET ${path}`))
  await all(['/jobs/none?f=json', '/jobs/none?f=xml'], path => recorder.ask(`DELETE ${path}`))
  await all(['/processes/echo/execution?f=xml', '/processes/echo/execution?f=json'], path => recorder.ask(`POST ${path}`, { body: { inputs: { message: 'a' } } }))
  await all(['application/vnd.oai.openapi+json;version=3.0', 'application/vnd.oai.openapi+json;version=3.1'], accept => recorder.ask('GET /api', { accept }))
}
