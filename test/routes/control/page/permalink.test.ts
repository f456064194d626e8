import { deflateRawSync, inflateRawSync } from 'node:zlib'
import t from 'tap'
import { build, type TestDouble } from '../../../helper.ts'
import { linkIn, look, press } from './helper.ts'

const secrets = { password: 'secret-password', token: 'secret-token' }
const seed = { projects: [{ id: 1, algorithms: [{ name: 'demo' }] }], users: [{ name: 'worker', projects: { 1: 'full' as const }, ...secrets }], jobs: [{ process: 'hold' }] }

const unpacked = (link: string): string => inflateRawSync(Buffer.from(new URL(link).searchParams.get('seed') ?? '', 'base64url')).toString()
const launch = ({ app }: TestDouble, token: string) => app.inject({ method: 'POST', url: '/rest/AlgorithmLaunch/1', headers: { authorization: `Token ${token}` }, payload: { algorithm_name: 'demo', media_ids: [1] } })
const logIn = ({ app }: TestDouble) => app.inject({ method: 'POST', url: '/rest/Token', payload: { username: 'worker', password: secrets.password } })
const ids = async ({ store }: TestDouble) => store.all().map(({ id }) => id)

t.test('a link carries no passwords and tokens; where it comes from they are what they were', async t => {
  const double = await build(t, { seed })
  const [job = ''] = await ids(double)
  await press(double, { action: 'dismiss', job })
  const link = linkIn(await look(double, '?show=world'))
  t.match(unpacked(link), '"worker"')
  t.notMatch(unpacked(link), /secret/)
  const { headers, text } = await press(double, { action: 'load-state' }, link)
  t.notMatch(unpacked(String(headers['location'])), /secret/)
  t.notMatch(text, /secret/)
  t.notMatch((await look(double, link)).text, 'This link describes a different state')
  t.equal((await launch(double, secrets.token)).statusCode, 201)
  t.match((await logIn(double)).json(), { token: secrets.token })
})

t.test('elsewhere its users are there, with tokens that nobody knows', async t => {
  const one = await build(t, { seed })
  await press(one, { action: 'dismiss', job: 'none' })
  await one.reset({ ...seed, jobs: [{ id: 'a', process: 'hold' }, { process: 'hold' }] })
  const link = linkIn(await look(one, '?show=world'))
  const other = await build(t, { seed: {} })
  t.match((await look(other, link)).text, 'This link describes a different state')
  t.equal((await press(other, { action: 'load-state' }, link)).status, 303)
  t.notMatch((await look(other, link)).text, 'This link describes a different state', 'it is, and stays so when it is looked at again')
  t.same(await ids(other), await ids(one), 'ids do not depend on what is not sent')
  t.equal((await launch(other, secrets.token)).statusCode, 403)
  t.equal((await logIn(other)).statusCode, 400)
  t.equal((await press(other, { action: 'delete', job: 'a' })).status, 303, 'the page acts for them')
  t.ok(other.store.get('a')?.dismissed)
})

t.test('a link of someone who wrote tokens into it is not handed on with them', async t => {
  const double = await build(t, { seed: {} })
  const { markup } = await look(double, `?seed=${encodeURIComponent(JSON.stringify(seed))}`)
  t.match(markup, 'This link describes a different state')
  t.notMatch(markup, 'secret')
  for (const [, packed = ''] of markup.matchAll(/seed(?:=|&#61;)([\w-]+)/g)) t.notMatch(inflateRawSync(Buffer.from(packed, 'base64url')).toString(), /secret/)
  for (const users of ['[null]', '[5]', '[{}]', '{}', '[{"name":5}]']) t.equal((await look(double, `?seed={"users":${users}}`)).status, 400, users)
  t.equal((await look(double, '?seed={"users":[{"name":"x"}]}')).status, 200, 'a token is not asked for')
})

t.test('persona, cancellation and the status of removed jobs are in the link where they are not the usual ones, and are loaded from it', async t => {
  const double = await build(t, { seed })
  const other = await build(t, { seed })
  for (const [settings, query] of [[{ persona: 'weaver' }, 'persona=weaver'], [{ persona: 'none', cancel: 'put' }, 'cancel=put'], [{ cancel: 'delete', removedStatus: 410 }, 'removed=410']] as const) {
    double.configure(settings)
    const link = linkIn(await look(double, '?show=world'))
    t.match(link, query)
    t.match((await look(other, link)).text, 'This link describes a different state')
    t.equal((await press(other, { action: 'load-state' }, link)).status, 303)
    t.match(other.settings, settings)
  }
  const page = await look(double, '?show=world&cancel=post')
  t.match(page.text.replace(/\s+/g, ' '), 'Cancel by post Persona none')
  t.match((await look(double, '?show=world&removed=404')).text.replace(/\s+/g, ' '), 'Status for a removed job 404')
  t.notMatch((await look(double, '?show=world&cancel=delete&removed=410')).text, 'This link describes a different state')
})

t.test('an address holds a bounded number of values, and says so', async t => {
  const double = await build(t)
  const packed = deflateRawSync(JSON.stringify({ jobs: [], users: Array(30_000).fill(0) })).toString('base64url')
  const { text } = await look(double, `?seed=${packed}`)
  t.match(text, 'more than 20000 values')
})

t.test('no seed has no users to give secrets to', async t => {
  const { text } = await look(await build(t), '?seed=' + deflateRawSync('null').toString('base64url'))
  t.match(text, 'came; expected')
})
