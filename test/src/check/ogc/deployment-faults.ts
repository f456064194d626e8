/** Faults of a server that deploys processes. */
import { changeJson, is, type Json, jsonOf, problem, reply } from '../../../acceptance/check/faults/change.ts'
import type { Fault, FaultContext, ProxiedAnswer } from '../../../acceptance/check/proxy.ts'

const processes = /^\/processes$/
const process = /^\/processes\/[^/]+$/
const packages = /^\/processes\/[^/]+\/package$/

const mediaTypeIs = ({ request }: FaultContext, part: string): boolean => (request.headers['content-type'] ?? '').includes(part)

/** A fault in answers of this kind. */
const inAnswer = (method: string, path: RegExp, status: number) => (name: string, about: readonly string[], change: (answer: ProxiedAnswer, context: FaultContext) => void): Fault =>
  ({ name, about, after: (answer, context) => { if (is(context, method, path) && answer.status === status) change(answer, context) } })

const inDeployment = inAnswer('POST', processes, 201)
const inDescription = inAnswer('GET', process, 200)
const inPackage = inAnswer('GET', packages, 200)

const inList = (name: string, about: readonly string[], change: (list: Json[], context: FaultContext) => Json[] | void): Fault =>
  inAnswer('GET', processes, 200)(name, about, (answer, context) => changeJson(answer, body => { body['processes'] = change(body['processes'], context) ?? body['processes'] }))

/** Replaces an error by another answer. */
const insteadOf = (method: string, path: RegExp, status: number, wrong: ProxiedAnswer, name: string, about: readonly string[]): Fault =>
  inAnswer(method, path, status)(name, about, answer => { Object.assign(answer, wrong) })

const withoutType = (method: string, path: RegExp, status: number, name: string, about: readonly string[]): Fault =>
  insteadOf(method, path, status, problem(status), name, about)

/** Answers without the double. */
const unasked = (name: string, about: readonly string[], answer: (context: FaultContext) => ProxiedAnswer | undefined): Fault => ({ name, about, before: answer })

const isCheck = ({ id }: Json): boolean => String(id).startsWith('jobdouble-check-')

const isGraph = (text: string): boolean => text.includes('$graph')

export const deploymentFaults: readonly Fault[] = [
  inList('no process says whether it is mutable', ['deploy/mutable'], list => { for (const one of list) delete one['mutable'] }),
  inList('a process says in a text whether it is mutable', ['deploy/mutable'], list => { list[0]!['mutable'] = 'false' }),
  inList('the list hides what was deployed', ['deploy/*/listed'], list => list.filter(one => !isCheck(one))),
  inList('the list has what was deployed twice', ['deploy/*/listed'], list => [...list, ...list.filter(isCheck)]),
  inList('the list says that what was deployed is immutable', ['deploy/*/listed'], list => { for (const one of list.filter(isCheck)) one['mutable'] = false }),
  inList('the list keeps what was undeployed', ['deploy/*/listed-after'], (list, { memory }) => {
    for (const one of list.filter(isCheck)) memory.set(one['id'], one)
    return [...list.filter(one => !isCheck(one)), ...memory.values()]
  }),

  unasked('text is deployed', ['deploy/unsupported/post'], context => is(context, 'POST', processes) && mediaTypeIs(context, 'text/plain') ? reply(201, { id: 'text' }) : undefined),
  withoutType('POST', processes, 415, 'a 415 has no type of its own', ['deploy/unsupported/post']),
  unasked('a PUT of text is a 400', ['deploy/*/unsupported-put'], context => is(context, 'PUT', process) && mediaTypeIs(context, 'text/plain') ? problem(400) : undefined),

  insteadOf('POST', processes, 403, problem(409), 'an immutable process is a duplicate', ['deploy/immutable/deployed']),
  withoutType('POST', processes, 403, 'that a process is immutable has no type', ['deploy/immutable/deployed']),
  insteadOf('PUT', process, 403, reply(204), 'an immutable process is replaced', ['deploy/immutable/replaced']),
  insteadOf('DELETE', process, 403, problem(405), 'DELETE of an immutable process is a 405', ['deploy/immutable/undeployed']),
  withoutType('DELETE', process, 403, 'that an immutable process is not undeployed has no type', ['deploy/immutable/undeployed']),

  insteadOf('DELETE', process, 404, reply(204), 'what is not there is undeployed', ['deploy/unknown/undeployed', 'deploy/*/second-undeploy']),
  withoutType('DELETE', process, 404, 'that there is nothing to undeploy has no type', ['deploy/unknown/undeployed']),
  insteadOf('GET', packages, 404, reply(200, {}), 'what is not there has an empty package', ['deploy/unknown/package', 'deploy/*/package-after']),
  insteadOf('PUT', process, 404, reply(204), 'what is not there is replaced', ['deploy/unknown/replaced']),
  insteadOf('PUT', process, 404, problem(500), 'a PUT of what is not there is a 500', ['deploy/unknown/replaced']),

  unasked('truncated JSON is deployed', ['deploy/malformed/ogcapppkg'], context => is(context, 'POST', processes) && mediaTypeIs(context, 'json') && Object.keys(jsonOf(context.request)).length === 0 ? reply(201, { id: 'x' }) : undefined),
  unasked('truncated YAML is deployed', ['deploy/malformed/cwl'], context => is(context, 'POST', processes) && mediaTypeIs(context, 'cwl') && context.request.body.endsWith('Workflow') ? reply(201, { id: 'x' }) : undefined),

  unasked('no application package is accepted', ['deploy/ogcapppkg/accepted'], context => is(context, 'POST', processes) && mediaTypeIs(context, 'ogcapppkg') ? problem(415) : undefined),
  unasked('no CWL is accepted', ['deploy/cwl/accepted'], context => is(context, 'POST', processes) && mediaTypeIs(context, 'cwl') ? problem(422) : undefined),
  inDeployment('a deployment has no Location', ['deploy/*/location'], answer => { delete answer.headers['location'] }),
  inDeployment('a deployment has two Locations', ['deploy/*/location'], answer => { answer.headers['location'] = `${answer.headers['location']}, ${answer.headers['location']}` }),
  inDeployment('the Location of a deployment leads to what is not there', ['deploy/*/location-works'], answer => { answer.headers['location'] += '0' }),
  inDeployment('a deployment is answered with nothing', ['deploy/*/body'], answer => { answer.body = '' }),
  inDeployment('a deployment is answered with a page', ['deploy/*/body'], answer => { answer.headers['content-type'] = 'text/html' }),
  inDeployment('a deployment is answered without a version', ['deploy/*/body'], answer => changeJson(answer, summary => { delete summary['version'] })),
  inDescription('what was deployed is described without a version', ['deploy/*/location-works'], answer => changeJson(answer, description => { delete description['version'] })),
  inDescription('a description does not say that a process is mutable', ['deploy/*/described-as-mutable'], answer => changeJson(answer, description => { delete description['mutable'] })),

  insteadOf('GET', packages, 200, problem(404), 'packages are kept to itself', ['deploy/*/package']),
  inPackage('packages are empty', ['deploy/*/package'], answer => { answer.body = '{}' }),
  inPackage('the package stays the first one', ['deploy/*/replaced-package'], (answer, { request, memory }) => {
    const first = memory.get(request.path) ?? answer.body
    memory.set(request.path, first)
    answer.body = first
  }),
  insteadOf('POST', processes, 409, reply(201, { id: 'x', version: '1' }, { 'content-type': 'application/json', location: '/processes/x' }), 'a process is deployed twice', ['deploy/*/duplicate']),
  withoutType('POST', processes, 409, 'a duplicate has no type', ['deploy/*/duplicate']),

  unasked('PUT is not allowed', ['deploy/*/replaced'], context => is(context, 'PUT', process) ? problem(405) : undefined),
  unasked('a replacement is forgotten', ['deploy/*/replaced-is-there'], context => is(context, 'PUT', process) ? reply(204) : undefined),
  unasked('DELETE of a process is not allowed', ['deploy/*/undeployed'], context => is(context, 'DELETE', process) ? problem(405) : undefined),
  unasked('what is undeployed stays', ['deploy/*/after'], context => is(context, 'DELETE', process) ? reply(204) : undefined),
  withoutType('GET', process, 404, 'that a process is not there any more has no type', ['deploy/*/after']),

  {
    name: 'the last workflow is deployed',
    about: ['deploy/workflow/first'],
    before: ({ request }) => {
      const ids = [...request.body.matchAll(/class: Workflow\n {4}id: (\S+)/g)].map(([, id]) => id!)
      if (ids.length === 2 && !request.query.has('w')) request.query.set('w', ids[1]!)
      return undefined
    }
  },
  { name: 'w is ignored', about: ['deploy/workflow/second', 'deploy/workflow/unknown'], before: ({ request }) => { request.query.delete('w'); return undefined } },
  unasked('several workflows are refused', ['deploy/workflow/first'], context => is(context, 'POST', processes) && isGraph(context.request.body) && context.request.body.split('class: Workflow').length > 2 ? problem(400) : undefined),
  withoutType('POST', processes, 400, 'that a workflow is not found has no type', ['deploy/workflow/unknown'])
]
