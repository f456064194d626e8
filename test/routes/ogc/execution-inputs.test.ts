import t from 'tap'
import type { DoubleOptions } from '../../../src/double-options.ts'
import { build, type TestDouble } from '../../helper.ts'
import { closedPort, listen } from '../../src/outgoing/listener.ts'

const execute = async ({ app, jobs }: TestDouble, inputs: object, outputs?: object) => {
  const { statusCode, headers, body } = await app.inject({
    method: 'POST', url: '/processes/echo/execution', payload: { inputs, ...(outputs !== undefined && { outputs }), response: 'document' }
  })
  return { statusCode, type: headers['content-type'], body: JSON.parse(body), jobs: await jobs.size() }
}

const message = 'hello'
const names = 'message, pause, numbers, extent, geometry, record, timestamp, flag, image'

/** By problem: the request, and the text of the answer. */
const wrong: Record<string, [inputs: object, says: string]> = {
  missing: [{}, 'input "message": nothing came; expected at least 1 of type string'],
  unknown: [{ message, colour: 'red' }, `input "colour": "red" came; expected no such input; there are: ${names}`],
  'of the wrong type': [{ message: 5 }, 'input "message": 5 came; expected string'],
  'of the wrong type inside': [{ message, numbers: [1, 'two'] }, 'input "numbers/1": "two" came; expected integer'],
  'out of range': [{ message, pause: 61 }, 'input "pause": 61 came; expected <= 60'],
  'too many': [{ message, geometry: Array(6).fill('<gml/>') }, 'input "geometry": 6 values came; expected at most 5'],
  'too many inside': [{ message, extent: { bbox: [1, 2, 3, 4, 5, 6, 7] } }, 'input "extent/bbox": [1,2,3,4,5,6,7] came; expected at most 4 items or at most 6 items or exactly one of these'],
  'too few inside': [{ message, numbers: [] }, 'input "numbers": [] came; expected at least 1 items'],
  'of the wrong media type': [{ message, image: { value: 'SUkq', mediaType: 'image/png' } }, 'input "image": the media type image/png came; expected image/tiff; application=geotiff'],
  'an object that is not wrapped': [{ message, record: { a: 1 } }, 'input "record": {"a":1} came; expected an object as {"value": …}, a bounding box with "bbox", or a link with "href"'],
  'a link to nowhere': [{ message: { href: 'nowhere' } }, 'input "message": "nowhere" came; expected an absolute address that begins with http: or https:'],
  'a link that is not fetched': [{ message: { href: 'ftp://example.com/a' } }, 'input "message": "ftp://example.com/a" came; expected an absolute address that begins with http: or https:'],
  'the known address of something else': [{ message, image: { href: 'urn:text' } }, 'input "image": the media type text/plain came; expected image/tiff; application=geotiff']
}

const seed: NonNullable<DoubleOptions['seed']> = {
  references: {
    'urn:text': { mediaType: 'text/plain', text: 'from the seed' },
    'http://nobody.invalid/image.tiff': { mediaType: 'image/tiff; application=geotiff', base64: 'SUkq' },
    'urn:nothing': {}
  }
}

t.test('an execution with a wrong input says which, what came and what was expected', async t => {
  const double = await build(t, { seed })
  for (const [what, [inputs, says]] of Object.entries(wrong)) {
    const { statusCode, type, body, jobs } = await execute(double, inputs)
    t.equal(statusCode, 400, what)
    t.match(type, /^application\/json/, what)
    t.same(body, {
      type: 'InvalidParameterValue',
      title: 'Invalid parameter value',
      status: 400,
      detail: `The process "echo" cannot be executed like this: ${says}.`,
      instance: '/processes/echo/execution'
    }, what)
    t.equal(jobs, 0, `${what}: no job comes of it`)
  }
})

t.test('an input that comes too seldom is counted', async t => {
  const double = await build(t, { seed: { processes: [{ id: 'echo', inputs: { pair: { minOccurs: 2, maxOccurs: 2, schema: { type: 'integer' } } } }] } })
  t.match((await execute(double, { message, pair: [1] })).body, { status: 400, detail: /input "pair": 1 values came; expected at least 2 of type integer\.$/ })
})

t.test('everything that is wrong is told at once', async t => {
  const double = await build(t, { seed })
  const { body } = await execute(double, { pause: -1, flag: 'yes' }, { massage: {} })
  t.equal(body.detail, 'The process "echo" cannot be executed like this: input "message": nothing came; expected at least 1 of type string; ' +
    `input "pause": -1 came; expected >= 0; input "flag": "yes" came; expected boolean; output "massage": this name came; expected one of ${names}.`)
})

t.test('of a reference that cannot be reached it is said what was expected of it', async t => {
  const double = await build(t, { seed })
  const closed = await closedPort()
  const other = await listen(t, (response, { url }) => {
    if (url === '/missing') response.writeHead(404).end()
    else if (url === '/circle') response.writeHead(302, { location: '/circle' }).end()
    else if (url === '/elsewhere') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
    else if (url === '/large') response.end(Buffer.alloc(10 * 1024 * 1024 + 1))
    else if (url === '/half') response.end('{"a":["\\ud800"]}')
    else if (url === '/picture') response.writeHead(200, { 'content-type': 'image/png' }).end()
    else response.destroy()
  })
  for (const [href, received, expected, name = 'image'] of [
    [closed, undefined, 'an address that answers (ECONNREFUSED)'],
    [`${other.url}/silent`, undefined, 'an address that answers (ECONNRESET)'],
    [`${other.url}/missing`, undefined, 'an address that answers 200; it answers 404'],
    [`${other.url}/circle`, undefined, 'an answer after at most 3 redirects'],
    [`${other.url}/elsewhere`, undefined, 'an absolute address that begins with http: or https:'],
    [`${other.url}/half`, undefined, 'an answer with well-formed Unicode, which the text at /a/0 is not', 'record'],
    [`${other.url}/large`, undefined, 'an answer of at most 10485760 bytes'],
    [`${other.url}/picture`, 'the media type image/png', 'image/tiff; application=geotiff']
  ]) {
    const { statusCode, body, jobs } = await execute(double, { message, [name]: { href } })
    t.equal(statusCode, 400, String(href))
    t.equal(body.detail, `The process "echo" cannot be executed like this: input "${name}": ${received ?? `"${href}"`} came; expected ${expected}.`)
    t.equal(jobs, 0)
  }
})

t.test('a private address is refused where it is not allowed, and never asked', async t => {
  const other = await listen(t)
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
    const double = await build(t, { seed, allowPrivateCallbacks: false })
    t.equal(double.allowPrivateCallbacks, false)
    const { statusCode, body } = await execute(double, { message: { href: `http://${host}:${new URL(other.url).port}/` } })
    t.equal(statusCode, 400)
    t.match(body.detail, /input "message": "http:.*" came; expected a public address; .* is loopback, link-local, private or reserved \(see --allow-private-callbacks\)\.$/)
  }
  t.same(other.heard, [])
})

const point = { type: 'Point', coordinates: [1, 2] }
const qualified = { value: point, mediaType: 'application/geo+json' }
const tiff = { value: 'SUkq', mediaType: 'image/tiff; application=geotiff', encoding: 'base64' }

t.test('good inputs are taken however they are sent, and come back as results', async t => {
  const double = await build(t, { seed })
  const other = await listen(t, (response, { url }) => {
    if (url === '/moved') response.writeHead(302, { location: '/tiff' }).end()
    else if (url === '/tiff') response.writeHead(200, { 'content-type': 'image/tiff' }).end('II*')
    else response.writeHead(200, { 'content-type': 'application/json' }).end('[1,2]')
  })
  for (const [what, name, sent, result] of [
    ['by value', 'message', 'text', 'text'],
    ['qualified', 'message', { value: 'text', mediaType: 'text/plain' }, 'text'],
    ['in the words of the official suite', 'image', { value: 'SUkq', format: { mediaType: 'image/tiff; application=geotiff', encoding: 'base64' } }, tiff],
    ['an array', 'numbers', [1, 2, 3], [1, 2, 3]],
    ['a bounding box', 'extent', { bbox: [1, 2, 3, 4] }, { bbox: [1, 2, 3, 4] }],
    ['an object', 'record', { value: { a: { b: 1 } } }, { value: { a: { b: 1 } } }],
    ['one of mixed types', 'geometry', { value: point }, qualified],
    ['another of mixed types', 'geometry', '<gml/>', { value: '<gml/>', mediaType: 'application/gml+xml; version=3.2' }],
    ['several of mixed types', 'geometry', ['<gml/>', { value: point }], [{ value: '<gml/>', mediaType: 'application/gml+xml; version=3.2' }, qualified]],
    ['by reference', 'numbers', { href: `${other.url}/numbers`, type: 'application/json' }, [1, 2]],
    ['by reference, as bytes', 'image', { href: `${other.url}/tiff` }, tiff],
    ['by a reference that has moved', 'image', { href: `${other.url}/moved` }, tiff],
    ['by a reference of the seed', 'message', { href: 'urn:text' }, 'from the seed'],
    ['by a reference of the seed, as bytes', 'image', { href: 'http://nobody.invalid/image.tiff' }, tiff],
    ['by a reference of the seed to nothing', 'message', { href: 'urn:nothing' }, '']
  ] as const) {
    const { statusCode, body } = await execute(double, { message, [name]: sent }, { [name]: {} })
    t.equal(statusCode, 200, `${what}: ${JSON.stringify(body)}`)
    t.same(body, { [name]: result }, what)
  }
})

t.test('a process of the seed is executed with the inputs that it says', async t => {
  const double = await build(t, {
    seed: { processes: [{ id: 'double', inputs: { n: { schema: { type: 'integer' } } }, outputs: { n: { schema: { type: 'integer' } } }, results: { n: 42 } }] }
  })
  const answer = (inputs: object) => double.app.inject({ method: 'POST', url: '/processes/double/execution', payload: { inputs } })
  t.equal((await answer({ n: 21 })).body, '42')
  t.match((await answer({ n: 'x' })).json().detail, /^The process "double" cannot be executed like this: input "n": "x" came; expected integer\.$/)
})

t.test('a member that is null is one that nobody set', async t => {
  const double = await build(t)
  const execute = (payload: object) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload })
  const inputs = { message: 'hello', pause: null }
  const plain = await execute({ inputs: { message: 'hello' } })
  t.equal((await execute({ inputs, outputs: null, response: null, subscriber: null, process: null })).body, plain.body)
  const one = { format: { mediaType: null, encoding: null, schema: null }, transmissionMode: null }
  t.equal((await execute({ inputs, outputs: { message: one }, subscriber: { successUri: null, inProgressUri: null, failedUri: null } })).body, 'hello')
  t.equal((await execute({ inputs, outputs: { message: { format: null } } })).body, 'hello')
  for (const payload of [{ inputs: { message: null } }, { inputs, outputs: { message: null } }, { inputs: null }]) t.equal((await execute(payload)).statusCode, 400, 'what must be there may not be null')
})

t.test('a body that is no execute request is refused as that', async t => {
  const double = await build(t, { seed })
  for (const [payload, detail] of [
    ['{"inputs": ', /JSON/],
    ['[]', /object/],
    ['{"inputs": "all"}', /inputs.* object/],
    ['{"response": "cooked"}', /response: .*raw, document/],
    ['{"outputs": {"message": {"transmissionMode": "pigeon"}}}', /outputs\/message\/transmissionMode: .*value, reference/]
  ] as const) {
    const answer = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'application/json' }, payload })
    t.equal(answer.statusCode, 400, payload)
    t.match(answer.json(), { type: 'about:blank', detail }, payload)
  }
})
