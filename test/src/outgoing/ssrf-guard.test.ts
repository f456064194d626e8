import type { LookupOptions } from 'node:dns'
import t from 'tap'
import { guardUrl, SsrfGuardError, isPublic, publicLookup } from '../../../src/outgoing/ssrf-guard.ts'

const addresses: Record<string, { public?: string[], closed?: string[] }> = {
  'of the public internet': { public: ['8.8.8.8', '93.184.215.14', '172.15.255.255', '172.32.0.0', '192.167.255.255', '11.0.0.1', '2606:4700::1111', '2a00:1450:4001::1'] },
  loopback: { closed: ['127.0.0.1', '127.255.255.254', '::1'] },
  private: { closed: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fd12:3456::1'] },
  'link-local': { closed: ['169.254.0.1', '169.254.169.254', 'fe80::1'] },
  'of nobody': { closed: ['0.0.0.0', '::'] },
  'of many': { closed: ['224.0.0.1', '255.255.255.255', 'ff02::1'] },
  'of a carrier': { closed: ['100.64.0.1', '100.127.255.255'] },
  'reserved for something': { closed: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1'] },
  'of version 4, written as version 6': { public: ['::ffff:8.8.8.8'], closed: ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1'] },
  'of version 4, behind a translator': { closed: ['64:ff9b::7f00:1', '2002:7f00:1::1'] }
}

for (const [what, { public: open = [], closed = [] }] of Object.entries(addresses)) {
  t.test(`addresses ${what} are told apart`, async t => {
    for (const address of open) t.equal(isPublic(address), true, address)
    for (const address of closed) t.equal(isPublic(address), false, address)
  })
}

t.test('only an absolute address of http or https passes', async t => {
  for (const href of ['ftp://example.com/a', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)', 'example.com', '/relative', '', 'http://', 'http:// space', 'null']) {
    t.throws(() => guardUrl(href, true), new SsrfGuardError('an absolute address that begins with http: or https:'), href)
  }
  t.equal(guardUrl('HTTP://Example.com/A?b#c', false).href, 'http://example.com/A?b#c')
  t.equal(guardUrl('https://example.com', false).href, 'https://example.com/')
})

t.test('an address that is written out must be public, however it is written', async t => {
  for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '127.0.0.1.', '[::1]', '[::ffff:127.0.0.1]', '10.0.0.1:8080', 'user:secret@192.168.0.1']) {
    t.throws(() => guardUrl(`http://${host}/`, false), { message: /^a public address; .* is loopback, link-local, private or reserved \(see --allow-private-callbacks\)$/ }, host)
    t.doesNotThrow(() => guardUrl(`http://${host}/`, true), `${host}, where private addresses are allowed`)
  }
  t.doesNotThrow(() => guardUrl('http://8.8.8.8/', false))
  t.doesNotThrow(() => guardUrl('http://localhost/', false), 'a name is judged when it is resolved')
})

const look = (host: string, options: LookupOptions) => new Promise<{ error: Error | null, address: unknown, family: unknown }>(resolve => {
  publicLookup(host, options, (error, address, family) => resolve({ error, address, family }))
})

t.test('a name that leads to this machine is refused when it is resolved', async t => {
  for (const all of [true, false]) {
    const { error } = await look('localhost', { all })
    t.type(error, SsrfGuardError)
    t.match(error?.message, /^a public address; localhost is loopback/)
  }
})

t.test('a name that leads to a public address is resolved as the connection wants it', async t => {
  t.same(await look('8.8.8.8', { all: true }), { error: null, address: [{ address: '8.8.8.8', family: 4 }], family: undefined })
  t.same(await look('8.8.8.8', {}), { error: null, address: '8.8.8.8', family: 4 })
})

t.test('a name that nobody knows stays the error of the system', async t => {
  const { error } = await look('name.invalid', {})
  t.match(error, { code: /^E/ })
  t.notOk(error instanceof SsrfGuardError)
})
