import t from 'tap'
import { build } from '../../helper.ts'
import { read } from './helper.ts'

interface Operation {
  operationId: string
  tags: string[]
  security?: object[]
  parameters?: { in: string, name: string, required?: boolean, schema: object }[]
  responses: Record<string, { description: string, content?: Record<string, unknown> }>
}

const { app } = await build(t)

const verbs = ['get', 'post', 'put', 'patch', 'delete']

const operationsOf = ({ paths }: { paths: Record<string, Record<string, Operation>> }) =>
  Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))

t.test('the description of the API is an OpenAPI 3.0 document in its own media type', async t => {
  const { statusCode, headers, json } = await app.inject('/api')
  t.equal(statusCode, 200)
  t.equal(headers['content-type'], 'application/vnd.oai.openapi+json;version=3.0')
  const { openapi, info, servers } = json()
  t.match(openapi, /^3\.0\.\d$/)
  t.match(info, { title: 'jobdouble', version: /^\d+\.\d+\.\d+/, license: { name: 'MIT' } })
  t.same(servers, [{ url: 'http://localhost:80' }])
  for (const accept of ['application/vnd.oai.openapi+json;version=3.0', 'application/vnd.oai.openapi+json', 'application/json', '*/*']) {
    t.equal((await app.inject({ url: '/api', headers: { accept } })).statusCode, 200, accept)
  }
})

t.test('its structure is that of OpenAPI: methods, parameters, answers and references all fit together', async t => {
  const document = (await app.inject('/api')).json()
  const operations = operationsOf(document)
  t.ok(operations.length > 10)
  t.equal(new Set(operations.map(({ operation }) => operation.operationId)).size, operations.length, 'operation ids are unique')
  for (const { path, method, operation } of operations) {
    t.ok(verbs.includes(method), `${method} ${path}`)
    t.ok(Object.keys(operation.responses).length > 0)
    for (const [status, { description }] of Object.entries(operation.responses)) {
      t.match(status, /^[1-5]\d\d$/)
      t.ok(description.length > 0, `${status} of ${operation.operationId} is described`)
    }
    const inPath = (operation.parameters ?? []).filter(parameter => parameter.in === 'path')
    t.same(inPath.map(({ name }) => name).sort(), [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name).sort(), 'the parameters of the path are those of its template')
    for (const { required } of inPath) t.equal(required, true)
  }
  for (const [, pointer = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)) {
    const [, kind = '', name = ''] = /^#\/components\/(schemas|parameters)\/(\w+)$/.exec(pointer) ?? []
    t.ok(document.components[kind]?.[name], pointer)
  }
  t.notMatch(JSON.stringify(document), /"(const|\$id|anyOf)":|"type":\[|"type":"null"/, 'no words that OpenAPI 3.0 does not know')
})

t.test('no query parameter has to be there', async t => {
  for (const { operation } of operationsOf((await app.inject('/api')).json())) {
    for (const { in: where, name, required } of operation.parameters ?? []) {
      if (where === 'query') t.not(required, true, `${name} of ${operation.operationId}`)
    }
  }
})

t.test('each resource has the operation that generated clients call it by', async t => {
  const { paths, components } = (await app.inject('/api')).json()
  const expected = [
    ['get', '/', 'getLandingPage', 'Capabilities'],
    ['get', '/conformance', 'getConformanceClasses', 'ConformanceDeclaration'],
    ['get', '/processes', 'getProcesses', 'ProcessList'],
    ['get', '/processes/{processID}', 'getProcessDescription', 'ProcessDescription'],
    ['post', '/processes/{processID}/execution', 'execute', 'Execute'],
    ['get', '/jobs', 'getJobs', 'JobList'],
    ['get', '/jobs/{jobId}', 'getStatus', 'Status'],
    ['delete', '/jobs/{jobId}', 'dismiss', 'Dismiss'],
    ['get', '/jobs/{jobId}/results', 'getResult', 'Result']
  ]
  for (const [method = '', path = '', operationId, tag] of expected) {
    t.match(paths[path][method], { operationId, tags: [tag] })
    t.equal(paths[path][method].security, undefined, 'and it needs no authorization')
  }
  const dismiss: Operation = paths['/jobs/{jobId}'].delete
  for (const status of ['200', '404', '500']) {
    const types = Object.keys(dismiss.responses[status]?.content ?? {})
    t.ok(types.includes('application/json') && types.includes('text/html'), `dismiss answers ${status} in both`)
  }
  t.same(components.securitySchemes.TokenAuth, { type: 'apiKey', name: 'Authorization', in: 'header', description: components.securitySchemes.TokenAuth.description })
  t.same(paths['/rest/Job/{run_uid}'].delete.security, [{ TokenAuth: [] }])
})

t.test('the paths of the description lead to the resources, wherever they begin', async t => {
  for (const basePath of ['', '/ogc']) {
    const { app } = await build(t, { basePath })
    const { servers: [{ url }], paths } = (await app.inject(`${basePath}/api`)).json()
    for (const path of ['/', '/conformance', '/processes', '/jobs']) {
      t.ok(paths[path], `${path} is there`)
      t.equal((await app.inject(url + path)).statusCode, 200, url + path)
    }
  }
})

t.test('query parameters that operations share are components, and those that differ are not mixed up', async t => {
  const { paths, components } = (await app.inject('/api')).json()
  t.same(paths['/conformance'].get.parameters, [{ $ref: '#/components/parameters/f' }])
  t.match(components.parameters, { f: { in: 'query', name: 'f' }, limit: { in: 'query' } })
  const limits = ['/processes', '/jobs'].map(path => paths[path].get.parameters.find((parameter: { name?: string, $ref?: string }) => /limit/.test(parameter.name ?? parameter.$ref ?? '')))
  t.same(limits.map(({ $ref, name }) => $ref ?? name), ['#/components/parameters/limit', 'limit'])
})

t.test('the draft has parameters for outputs and profiles of results, 1.0 has none', async t => {
  for (const [ogc, ofResults, ofExecution] of [['1.0', ['f'], ['f']], ['2.0-draft', ['f', 'outputs', 'profile', 'Accept-Profile'], ['f', 'Accept-Profile']]] as const) {
    const { app } = await build(t, { ogc })
    const { paths, components } = (await app.inject('/api')).json()
    const namesOf = ({ parameters }: Operation) => parameters!.filter(parameter => parameter.in !== 'path').map(parameter => '$ref' in parameter ? String(parameter.$ref).replace(/.*\//, '') : parameter.name)
    t.same(namesOf(paths['/jobs/{jobId}/results'].get), ofResults, ogc)
    t.same(namesOf(paths['/processes/{processID}/execution'].post), ofExecution, ogc)
    for (const name of ['outputs', 'profile']) {
      const { [name]: parameter } = components.parameters
      if (ogc === '1.0') t.equal(parameter, undefined, name)
      else t.match(parameter, { name, in: 'query', required: false, style: 'form', explode: false, schema: { type: 'array', items: { type: 'string' } } })
    }
  }
})

t.test('each process has a path of its own, up to a hundred', async t => {
  const processes = Array.from({ length: 120 }, (_, n) => ({ id: n === 0 ? 'a b/{c}' : `process-${n}`, title: `Number ${n}` }))
  const many = await build(t, { seed: { processes } })
  const { paths } = (await many.app.inject('/api')).json()
  const concrete = Object.keys(paths).filter(path => /^\/processes\/[^{]/.test(path))
  t.equal(concrete.length, 100)
  const { get } = paths['/processes/process-1']
  t.match(get, { operationId: 'getProcessDescription-process-1', summary: 'Describe the process Number 1', tags: ['ProcessDescription'] })
  t.same(get.parameters, [{ $ref: '#/components/parameters/f' }])
  const odd = concrete.find(path => path.includes('%'))
  t.match((await many.app.inject(odd!)).json(), { id: 'a b/{c}' })
})

t.test('people read the same operations on a page', async t => {
  const { headers, payload } = await app.inject('/api?f=html')
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
  const { text } = read(payload)
  for (const { path, method, operation } of operationsOf((await app.inject('/api')).json())) {
    t.ok(text.includes(`${method.toUpperCase()} ${path}\n`), `${method} ${path}`)
    for (const { description } of Object.values(operation.responses)) t.ok(text.includes(description), description)
  }
})
