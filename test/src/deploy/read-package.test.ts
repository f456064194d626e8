import t from 'tap'
import { readPackage, type PackageContext } from '../../../src/deploy/read-package.ts'
import { PackageError } from '../../../src/deploy/package-error.ts'
import { parseText } from '../../../src/seed/parse-text.ts'

const ogcapppkg = 'application/ogcapppkg+json'
const docker = { type: 'docker', image: 'registry.example/a:1' }
const described = { id: 'a', version: '1' }
const tool = (id: string, more: object = {}) => ({ class: 'CommandLineTool', id, inputs: {}, outputs: {}, ...more })
const workflow = (id: string, more: object = {}) => ({ ...tool(id, more), class: 'Workflow' })
const document = (...graph: object[]) => ({ cwlVersion: 'v1.2', $graph: graph })

const read = (body: unknown, type = ogcapppkg, context: Partial<PackageContext> = {}) =>
  readPackage(body, type, { accepts: 'both', parse: parseText, fetch: async () => undefined, ...context })

const wrong: readonly (readonly [body: unknown, type: string, message: string])[] = [
  [5, ogcapppkg, '/: 5 came; expected an application package: an object with executionUnit.'],
  [{}, ogcapppkg, '/executionUnit: nothing came; expected a unit with a type, a link with an href, or a value.'],
  [{ executionUnit: [] }, ogcapppkg, '/executionUnit: [] came; expected at least one execution unit.'],
  [{ executionUnit: [docker, 'docker'] }, ogcapppkg, '/executionUnit/1: "docker" came; expected a unit with a type, a link with an href, or a value.'],
  [{ executionUnit: { image: 'a' } }, ogcapppkg, '/executionUnit/type: nothing came; expected docker, oci or the name of another kind of unit; or href, or value.'],
  [{ executionUnit: { type: 'oci' } }, ogcapppkg, '/executionUnit/image: nothing came; expected the name of an image.'],
  [{ executionUnit: { ...docker, deployment: 'moon' } }, ogcapppkg, '/executionUnit/deployment: "moon" came; expected one of local, remote, hpc, cloud.'],
  [{ executionUnit: { ...docker, config: [] } }, ogcapppkg, '/executionUnit/config: [] came; expected an object.'],
  [{ executionUnit: { ...docker, config: { cpuMin: 'two' } } }, ogcapppkg, '/executionUnit/config/cpuMin: "two" came; expected a number from 0.'],
  [{ executionUnit: { href: 5 } }, ogcapppkg, '/executionUnit/href: 5 came; expected an address.'],
  [{ executionUnit: { href: 'https://a.example', type: 5 } }, ogcapppkg, '/executionUnit/type: 5 came; expected a media type.'],
  [{ executionUnit: docker }, ogcapppkg, '/processDescription/id: nothing came; expected an id for the process: that of the description, or of the workflow.'],
  [{ executionUnit: docker, processDescription: 'a' }, ogcapppkg, '/processDescription: "a" came; expected the description of a process.'],
  [{ executionUnit: docker, processDescription: { process: [] } }, ogcapppkg, '/processDescription/process: [] came; expected the description of a process.'],
  [{ executionUnit: docker, processDescription: { ...described, plan: {} } }, ogcapppkg, '/processDescription/plan: {} came; expected no such member, since the test decides what jobs do: by a case, a progression or the seed.'],
  [{ executionUnit: { value: ': [', mediaType: 'application/cwl' } }, ogcapppkg, 'The CWL in the package cannot be read: '],
  [[], 'application/cwl', '/: [] came; expected a CWL document: an object with cwlVersion, and class or $graph.'],
  [tool('a'), 'application/cwl', '/cwlVersion: nothing came; expected the version of CWL, such as v1.2.'],
  [{ cwlVersion: 'v1.2', $graph: {} }, 'application/cwl', '/$graph: {} came; expected an array of workflows and tools.'],
  [{ cwlVersion: 'v1.2', class: 'Operation' }, 'application/cwl', '/class: "Operation" came; expected Workflow, CommandLineTool, ExpressionTool.'],
  [document(5 as never), 'application/cwl', '/$graph: [5] came; expected Workflow, CommandLineTool, ExpressionTool.'],
  [{ ...tool('a', { inputs: 'text' }), cwlVersion: 'v1.2' }, 'application/cwl', '/inputs: "text" came; expected a map by name, or a list.'],
  [{ ...tool('a', { inputs: [{ type: 'string' }] }), cwlVersion: 'v1.2' }, 'application/cwl', '/inputs/0: {"type":"string"} came; expected an object with an id.'],
  [{ ...tool('a', { outputs: [5] }), cwlVersion: 'v1.2' }, 'application/cwl', '/outputs/0: 5 came; expected an object with an id.'],
  [{ ...tool('a', { inputs: [{ id: 'x', type: 'int' }, { id: '#a/x', type: 'string' }] }), cwlVersion: 'v1.2' }, 'application/cwl', '/inputs: "x" came; expected each name once; this one came twice.'],
  [{ ...tool('a', { inputs: { r: { type: 'record', fields: true } } }), cwlVersion: 'v1.2' }, 'application/cwl', 'the fields of a record: true came; expected a map by name, or a list.'],
  [{ ...tool(5 as never), cwlVersion: 'v1.2' }, 'application/cwl', '/id: 5 came; expected text.'],
  [{ ...tool(''), cwlVersion: 'v1.2' }, 'application/cwl', 'the CWL document: nothing came; expected an id for the process: that of the description, or of the workflow.']
]

for (const [body, type, message] of wrong) {
  t.test(`a package is refused: ${message}`, async t => {
    const error = await read(body, type).catch(error => error)
    t.ok(error instanceof PackageError && error.message.startsWith(message), error.message)
    t.equal(error.code, 'malformed')
  })
}

t.test('an id comes from the description, else from CWL, else from the file that a link leads to', async t => {
  const value = { value: { ...tool('of-cwl', { label: 'A tool', doc: ['It does', 'something.'], 's:softwareVersion': 1.5 }), cwlVersion: 'v1.2' } }
  t.match((await read({ executionUnit: docker, processDescription: { process: described } })).description, described)
  t.match((await read({ executionUnit: [docker, value] })).description, { id: 'of-cwl', title: 'A tool', description: 'It does\nsomething.', version: '1.5' })
  t.match((await read({ executionUnit: value, processDescription: described })).description, { id: 'a', title: 'A tool', version: '1' })
  t.match((await read({ executionUnit: { value: 'cwlVersion: v1.0\nclass: CommandLineTool\nid: text\ninputs: []\noutputs: []' } })).description, { id: 'text' })
  for (const [href, id] of [['https://a.example/cwl/slope.v2.cwl?raw=true#main', 'slope.v2'], ['https://a.example/slope/', 'slope'], ['#', '#']]) {
    t.match(await read({ executionUnit: { href, type: 'application/cwl' } }), { description: { id }, isNamedByLink: true })
  }
  await t.rejects(read({ executionUnit: { href: 'https://a.example/a.cwl' } }, ogcapppkg, { workflow: 'b' }), { code: 'malformed' })
  t.match(await read({ executionUnit: { href: 'https://a.example/a.cwl' } }, ogcapppkg, { fetch: async () => JSON.stringify(document(tool('fetched'))) }), { description: { id: 'fetched' }, isNamedByLink: false })
  t.match((await read({ executionUnit: { ...value, mediaType: 'text/x-script' }, processDescription: described })).description, { id: 'a', title: undefined }, 'a value of another kind is kept unread')
})

t.test('the workflow is the one that is named, or main, or the first (/req/cwl/deploy-w-param)', async t => {
  const idOf = async (body: unknown, workflow?: string) => (await read(body, 'application/cwl+json', { workflow })).description.id
  t.equal(await idOf(document(tool('step'), workflow('file.cwl#flow'))), 'flow')
  t.equal(await idOf(document(workflow('other'), workflow('#main'))), 'main')
  t.equal(await idOf(document(workflow('other'), workflow('#main')), 'other'), 'other')
  t.equal(await idOf(document(tool('step'), workflow('flow')), '#step'), 'step')
  t.equal(await idOf(document(tool('only'))), 'only')
  t.equal(await idOf(document(tool('step'), workflow('one'), workflow('other'))), 'one')
  await t.rejects(idOf(document(workflow('a'), { class: 'Workflow' }), 'b'), { code: 'workflow-not-found', message: /came as "b"; expected the id of a workflow of the document: a, one without an id\./ })
})
