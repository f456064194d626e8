import type { FastifyRequest } from 'fastify'
import t from 'tap'
import { chooseType } from '../../../routes/http/negotiate.ts'
import { formatOf } from '../../../routes/http/negotiate.ts'

const asking = (accept: string | undefined, query: object = {}) => ({ query, headers: { accept } }) as unknown as FastifyRequest

const accepts = [
  { accept: undefined, format: 'json', client: 'no header at all' },
  { accept: '', format: 'json', client: 'a header without anything in it' },
  { accept: '*/*', format: 'json', client: 'curl' },
  { accept: 'application/json', format: 'json', client: 'a client of the API' },
  { accept: 'application/json, text/html', format: 'json', client: 'a generated client, which names both and means JSON' },
  { accept: 'text/html, application/json', format: 'html', client: 'the same two the other way round: the first counts' },
  { accept: 'application/json; charset=utf-8', format: 'json', client: 'a client that names the charset too, as the answer does' },
  { accept: 'text/html; charset=utf-8', format: 'html', client: 'a client that names the charset of the page' },
  { accept: 'application/*', format: 'json', client: 'anything of the kind of JSON' },
  { accept: 'text/*', format: 'html', client: 'anything of the kind of HTML' },
  { accept: 'text/html', format: 'html', client: 'a person' },
  { accept: 'TEXT/HTML', format: 'html', client: 'a person who shouts' },
  { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', format: 'html', client: 'a browser' },
  { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', format: 'html', client: 'an old JDK' },
  { accept: 'text/html;q=0.5, application/json;q=0.9', format: 'json', client: 'JSON rather than HTML' },
  { accept: 'text/html;q=0.9, application/json;q=0.5', format: 'html', client: 'HTML rather than JSON' },
  { accept: 'application/json;q=0, */*', format: 'html', client: 'anything but JSON' },
  { accept: '*', format: 'json', client: 'a bare star' },
  { accept: '*;q=0.5', format: 'json', client: 'a bare star with a weight' },
  { accept: '/*', format: 'json', client: 'a generated client without a type' },
  { accept: ',,;;', format: 'json', client: 'no range that is one' },
  { accept: 'application/x-nope', format: undefined, client: 'what nobody has' },
  { accept: 'application/problem+json', format: undefined, client: 'errors only' },
  { accept: 'application/json;q=0', format: undefined, client: 'not JSON, and nothing else' },
  { accept: '*/*;q=0', format: undefined, client: 'nothing' },
  { accept: 'image/png', format: undefined, client: 'a picture' }
] as const

t.test('the Accept header says whether the answer is JSON or a page', async t => {
  for (const { accept, format, client } of accepts) t.equal(formatOf(asking(accept)), format, `${client}: ${accept}`)
})

t.test('f=json and f=html win over Accept, whatever it says', async t => {
  for (const { accept } of accepts) {
    t.equal(formatOf(asking(accept, { f: 'json' })), 'json', String(accept))
    t.equal(formatOf(asking(accept, { f: 'html' })), 'html', String(accept))
  }
})

t.test('what a resource offers beside the two counts as JSON, and only there', async t => {
  t.equal(formatOf(asking('image/png'), ['image/png']), 'json')
  t.equal(formatOf(asking('image/png')), undefined)
  t.equal(formatOf(asking('image/png'), ['text/plain']), undefined)
  t.equal(formatOf(asking('image/png, text/html;q=0.5'), ['image/png']), 'json')
  t.equal(formatOf(asking('text/html, image/png;q=0.5'), ['image/png']), 'html')
})

t.test('a request whose address could not be read has no query, and is answered all the same', async t => {
  const unreadable = { query: null, headers: { accept: 'text/html' } } as unknown as FastifyRequest
  t.equal(formatOf(unreadable), 'html')
})

t.test('a thousand different headers are each answered as the first was', async t => {
  for (const round of [1, 2]) {
    for (let n = 0; n < 1000; n++) {
      t.equal(formatOf(asking(`application/x-${n}, text/html`)), 'html', `${n} in round ${round}`)
    }
  }
})

t.test('of some media types the one that the client wants is chosen, its parameters too', async t => {
  const gml = ['application/gml+xml; version=2.1', 'application/gml+xml; version=3.2', 'application/json']
  for (const [accept, chosen] of [
    [undefined, gml[0]],
    ['', gml[0]],
    ['*', gml[0]],
    ['*/*', gml[0]],
    ['application/gml+xml', gml[0]],
    ['application/gml+xml; version=3.2', gml[1]],
    ['application/gml+xml; version=3.2; q=0.5, application/json; q=0.4', gml[1]],
    ['application/gml+xml; version=4', undefined],
    ['application/gml+xml; version=4, */*; q=0.1', gml[0]],
    ['application/json, */*', gml[2]],
    ['image/png', undefined]
  ] as const) t.equal(chooseType(accept, gml), chosen, String(accept))
})
