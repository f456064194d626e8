import t from 'tap'
import { PackageError } from '../../../src/deploy/package-error.ts'
import type { PackageContext } from '../../../src/deploy/read-package.ts'
import { readMultipartPackage } from '../../../src/deploy/read-multipart.ts'
import { parseText } from '../../../src/seed/parse-text.ts'

const cwl = 'application/cwl+json'
const tool = (id?: string, more: object = {}) => JSON.stringify({ cwlVersion: 'v1.2', class: 'CommandLineTool', id, inputs: { text: 'string' }, outputs: {}, ...more })
const workflow = (id?: string, more: object = {}) => tool(id, { class: 'Workflow', ...more })

/** A part: its content, and its headers as lines; a media type alone is its Content-Type. */
type SentPart = readonly [content: string, ...headers: string[]]

const bodyOf = (parts: readonly SentPart[], end = '\r\n') =>
  `${parts.map(([content, ...headers]) => ['--b', ...headers.map(header => /^[\w-]+:/.test(header) ? header : `Content-Type: ${header}`), '', content].join(end)).join(end)}${end}--b--${end}`

const read = (body: string | Buffer, parameters = '', context: Partial<PackageContext> = {}) =>
  readMultipartPackage(Buffer.from(body), `multipart/related; boundary=b${parameters}`, { accepts: 'both', parse: parseText, fetch: async () => undefined, ...context })

const step: SentPart = [tool('step'), cwl, 'Content-ID: <step@h.example>']
const flow: SentPart = [workflow('flow', { label: 'A flow', 's:softwareVersion': '2.1.0' }), cwl, 'Content-ID: <flow@h.example>']
const graph = (...ids: string[]) => JSON.stringify({ cwlVersion: 'v1.2', 's:version': '3', $graph: ids.map(id => ({ class: 'Workflow', id })) })

t.test('the main part is that of w, else of start, else a workflow', async t => {
  const rows: readonly (readonly [what: string, parts: readonly SentPart[], parameters: string, workflow: string | undefined, description: object])[] = [
    ['a workflow behind its step', [step, flow], '', undefined, { id: 'flow', title: 'A flow', version: '2.1.0' }],
    ['the only part', [step], '', undefined, { id: 'step' }],
    ['start by Content-ID', [step, flow], '; start="<step@h.example>"', undefined, { id: 'step' }],
    ['start by an id, as the client of Weaver sends it', [step, flow], '; start=step', undefined, { id: 'step' }],
    ['start by Content-ID without its domain', [flow, [tool('other'), cwl, 'Content-ID: <named@a.example>']], '; start=named', undefined, { id: 'other' }],
    ['start by Content-Location', [flow, [tool('other'), cwl, 'Content-Location: https://h.example/tools/named.cwl']], '; start="named"', undefined, { id: 'other' }],
    ['start of a part with several workflows', [flow, [graph('a', 'main'), cwl, 'Content-ID: <g@h>']], '; start="<g@h>"', undefined, { id: 'main', version: '3' }],
    ['w', [step, flow], '; start=step', 'flow', { id: 'flow' }],
    ['w within a part with several workflows', [step, [graph('a', 'b'), cwl]], '', 'b', { id: 'b', version: '3' }],
    ['YAML', [['cwlVersion: v1.2\nclass: Workflow\nid: yaml', 'application/cwl+yaml; charset=utf-8']], '', undefined, { id: 'yaml' }],
    ['an id from Content-Location', [[workflow(), cwl, 'Content-Location: https://h.example/flow.v2.cwl', 'Content-ID: <x@h>']], '', undefined, { id: 'flow.v2' }],
    ['an id from Content-ID', [[workflow(), cwl, 'Content-ID: <flow@h.example>']], '', undefined, { id: 'flow' }],
    ['a description beside CWL', [flow, [JSON.stringify({ process: { id: 'mine', title: 'Mine' } }), 'application/json']], '', undefined, { id: 'mine', title: 'Mine', version: '2.1.0', inputs: { text: {} } }],
    ['a description in a member', [flow, [JSON.stringify({ processDescription: { id: 'mine' } }), 'application/json']], '', undefined, { id: 'mine' }],
    ['CWL as plain JSON', [[workflow('flow'), 'application/json']], '', undefined, { id: 'flow' }],
    ['base64', [[Buffer.from(workflow('flow')).toString('base64').replace(/.{76}/g, '$&\n'), cwl, 'Content-Transfer-Encoding: base64']], '', undefined, { id: 'flow' }],
    ['a link that is not followed', [flow, ['', cwl, 'Content-Location: https://h.example/tool.cwl']], '', undefined, { id: 'flow' }]
  ]
  for (const [what, parts, parameters, workflow, description] of rows) {
    for (const end of ['\r\n', '\n']) t.match((await read(bodyOf(parts, end), parameters, { workflow })).description, description, `${what}, lines end in ${JSON.stringify(end)}`)
  }
  t.match((await read(bodyOf([['', cwl, 'Content-Location: https://h.example/tool.cwl']]), '', { fetch: async href => tool(href.slice(-8, -4)) })).description, { id: 'tool' }, 'a link that is followed')
})

t.test('Python\'s email writes its headers before the first part, and a boundary that is no token', async t => {
  const sent = `Content-Type: multipart/related; boundary="===============12=="\nMIME-Version: 1.0\n\n--===============12==\nContent-Type: application/cwl+json\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\nContent-ID: <flow@http://h.example>\nContent-Location:\n flow\n\n${Buffer.from(workflow('flow')).toString('base64')}\n\n--===============12==--\n`
  t.match((await readMultipartPackage(Buffer.from(sent), 'multipart/related; boundary================12==; start=flow', { accepts: 'both', parse: parseText, fetch: async () => undefined })).description, { id: 'flow' })
})

t.test('what is wrong is said, with the part that it is about', async t => {
  const rows: readonly (readonly [body: string | Buffer, message: string | RegExp, parameters?: string])[] = [
    ['', /^The body cannot be read as multipart\/related; boundary=b: The last boundary, --b--, is missing\.$/],
    ['--b--', 'the body: no part with CWL came; expected at least one.'],
    ['--bb--', /The last boundary, --b--, is missing/],
    [bodyOf([flow]).replace('--b--', '--b'), /The last boundary, --b--, is missing/],
    [bodyOf([[workflow('a'), cwl, 'Content-Transfer-Encoding: uuencode']]), /Content-Transfer-Encoding came as uuencode; expected base64, 7bit, 8bit, binary\./],
    [bodyOf([flow, ['a', 'text/plain']]), 'part 2: text/plain came; expected CWL, or a description of the process as application/json.'],
    [bodyOf([['a']]), 'part 1: no Content-Type came; expected CWL, or a description of the process as application/json.'],
    [bodyOf([flow, ['[', cwl]]), /^part 2 cannot be read: /],
    [bodyOf([['[]', cwl]]), 'part 1: [] came; expected an object.'],
    [bodyOf([['', cwl]]), 'part 1: null came; expected an object.'],
    [`--b\r\nContent-Type: ${cwl}\r\n--b--`, 'part 1: null came; expected an object.'],
    [Buffer.from(bodyOf([['\xff', cwl]]), 'latin1'), 'part 1 cannot be read: it is no text in the charset utf-8, or there is no such charset here.'],
    [bodyOf([['{}', `${cwl}; charset=klingon`]]), 'part 1 cannot be read: it is no text in the charset klingon, or there is no such charset here.'],
    [bodyOf([['{"class":"Workflow"}', cwl]]), '/cwlVersion: nothing came; expected the version of CWL, such as v1.2.'],
    [bodyOf([[workflow(), cwl]]), 'the main part: no id came; expected one, within the document or as Content-Location or Content-ID.'],
    [bodyOf([flow, ['{"id":"a"}', 'application/json'], ['{"id":"b"}', 'application/json']]), 'the body: 2 descriptions of the process came; expected one at most.'],
    [bodyOf([flow, ['{"plan":{}}', 'application/json']]), /^\/processDescription\/plan: \{\} came/],
    [bodyOf([step, flow]), 'Content-Type: start="none" came; expected the Content-ID, Content-Location or id of a part: step, flow.', '; start=none'],
    [bodyOf([[workflow(), cwl]]), /of a part: one without a name\.$/, '; start=none']
  ]
  for (const [body, message, parameters] of rows) {
    const error = await read(body, parameters).catch((error: Error) => error)
    t.ok(error instanceof PackageError && error.code === 'malformed')
    t.match((error as Error).message, message)
  }
  await t.rejects(readMultipartPackage(Buffer.from(''), 'multipart/related', { accepts: 'both', parse: parseText, fetch: async () => undefined }), { message: /Content-Type has no boundary\.$/ })
  await t.rejects(read(bodyOf([flow]), '', { workflow: 'none' }), { code: 'workflow-not-found' })
})
