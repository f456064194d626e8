import { changeJson, is, jsonOf, problem, reply } from '../../../acceptance/check/faults/change.ts'
import type { Fault, FaultContext, ProxiedAnswer } from '../../../acceptance/check/proxy.ts'

const ex = (status: number, name: string, part = 2) => reply(status, { type: `http://www.opengis.net/def/exceptions/ogcapi-processes-${part}/1.0/${name}`, title: name, status })
const store = new Map<string, { id: string, title: string, type: string, body: string }>()
const builtIn = ['echo', 'fail', 'hold']
const summary = ({ id, title }: { id: string, title: string }) => ({ id, title, version: '1.0.0', mutable: true, jobControlOptions: ['async-execute'], links: [] })

function read (context: FaultContext) {
  const { request } = context
  const type = request.headers['content-type'] ?? ''
  if (type.includes('ogcapppkg')) {
    const body = jsonOf(request)
    if (body['executionUnit'] === undefined) return problem(400)
    return { ...body['processDescription'], type, body: request.body }
  }
  if (type.includes('cwl+json')) return { id: jsonOf(request)['id'], title: jsonOf(request)['label'], type, body: request.body }
  if (type.includes('cwl')) {
    const ids = [...request.body.matchAll(/class: Workflow\n {4}id: (\S+)\n {4}label: (.*)/g)].map(([, id, title]) => ({ id, title }))
    if (ids.length === 0) return problem(400)
    const w = request.query.get('w')
    const found = w === null ? ids[0] : ids.find(({ id }) => id === w)
    return found === undefined ? ex(400, 'workflow-not-found') : { ...found, type, body: request.body }
  }
  return ex(415, 'unsupported-media-type')
}

export const stub: Partial<Fault> = {
  before: (context): ProxiedAnswer | undefined => {
    const { request: { path }, url } = context
    const [, id = '', rest] = /^\/processes\/([^/]+)(\/package)?$/.exec(path) ?? []
    if (is(context, 'POST', /^\/processes$/)) {
      const got = read(context)
      if ('status' in got) return got
      if (builtIn.includes(got.id)) return ex(403, 'immutable-process')
      if (store.has(got.id)) return ex(409, 'duplicated-process')
      store.set(got.id, got)
      return reply(201, summary(got), { 'content-type': 'application/json', location: `${url}/processes/${got.id}` })
    }
    if (id === '' || (rest === undefined && context.request.method === 'GET' && !store.has(id))) return undefined
    if (rest !== undefined) {
      if (builtIn.includes(id)) return ex(403, 'immutable-process')
      const found = store.get(id)
      return found === undefined ? ex(404, 'no-such-process', 1) : reply(200, found.body, { 'content-type': found.type })
    }
    if (context.request.method === 'PUT') {
      const got = read(context)
      if ('status' in got) return got
      if (builtIn.includes(id)) return ex(403, 'immutable-process')
      if (!store.has(id)) return ex(404, 'no-such-process', 1)
      store.set(id, { ...got, id })
      return reply(204)
    }
    if (context.request.method === 'DELETE') return builtIn.includes(id) ? ex(403, 'immutable-process') : store.delete(id) ? reply(204) : ex(404, 'no-such-process', 1)
    return reply(200, { ...summary(store.get(id)!), inputs: {}, outputs: {} })
  },
  after: (answer, context) => {
    if (is(context, 'GET', /^\/processes$/)) changeJson(answer, body => { body['processes'] = [...body['processes'].map((one: object) => ({ ...one, mutable: false })), ...[...store.values()].map(summary)] })
    if (is(context, 'GET', /^\/conformance$/)) changeJson(answer, body => { body['conformsTo'].push(...['deploy-replace-undeploy', 'ogcapppkg', 'cwl'].map(name => `http://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/${name}`)) })
  }
}
