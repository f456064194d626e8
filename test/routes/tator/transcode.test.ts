import t from 'tap'
import { ask, buildTator, records, statusInOgc } from './fixture.ts'

const line = 'POST /rest/Transcode/1'
const gid = '7b1f2c4e-8a0e-11ea-bc55-0242ac130003'
const md5 = '9e107d9d372bb6826bd81d3542a419d6'
const spec = { type: 1, gid, uid: md5, url: 'http://127.0.0.1/film.mp4', section: 'Films', name: 'film.mp4', md5 }

t.test('a transcode is one job under the ids that its caller chose', async t => {
  const double = await buildTator()
  const { status, text } = await ask(double, line, { as: 'transfer', body: spec })
  t.equal(status, 201)
  t.equal(text, `{"message":"Transcode started successfully!","run_uid":"${md5}","group_id":"${gid}"}`)
  t.match(await records(double), [{ id: md5, group: gid, process: 'transcode', project: 1, user: 3, inputs: spec }])
})

t.test('in 2020-09 a transcode answers uid and gid, and the media that the request named', async t => {
  const double = await buildTator({ tator: '2020-09' })
  const message = (uid: string) => `Transcode job ${uid} started for file film.mp4 on project 1`
  const first = await ask(double, line, { as: 'transfer', body: { ...spec, size: 5, attributes: null, media_id: null } })
  t.same(first.json, { message: message(md5), uid: md5, gid })
  const second = await ask(double, line, { body: { ...spec, uid: 'other', media_id: 7 } })
  t.same(second.json, { message: message('other'), uid: 'other', gid, media_id: 7 })
  t.equal((await ask(double, `DELETE /rest/Jobs/1?gid=${gid}`)).text, '{"message":"Deleted 2 jobs for project 1!"}')
})

t.test('any text is a uid: the web application of 2020 took an MD5', async t => {
  const double = await buildTator()
  for (const uid of [md5, 'with blank', 'a/b', '%2F', '...', '😀', 'x'.repeat(10_000)]) {
    t.equal((await ask(double, line, { body: { ...spec, uid } })).status, 201, uid.slice(0, 20))
    const { status, text } = await ask(double, `DELETE /rest/Job/${encodeURIComponent(uid)}`)
    t.same({ status, text }, { status: 200, text: JSON.stringify({ message: `Job with run UID ${uid} deleted!` }) })
  }
})

t.test('an archive is imported with the type -1', async t => {
  const double = await buildTator()
  t.equal((await ask(double, line, { body: { ...spec, type: -1 } })).status, 201)
})

t.test('several transcodes can share a group, and are cancelled with it', async t => {
  const double = await buildTator()
  for (const uid of ['one', 'two']) await ask(double, line, { body: { ...spec, uid } })
  t.equal((await ask(double, `DELETE /rest/JobGroup/${gid}`)).text, `{"message":"Jobs with group ID ${gid} deleted!"}`)
  for (const uid of ['one', 'two']) t.equal(await statusInOgc(double, uid), 'dismissed')
})

t.test('an id names one job for ever: one that is in use is refused, and the job that has it goes on', async t => {
  const double = await buildTator()
  await ask(double, line, { body: spec })
  const before = await records(double)
  const { status, json } = await ask(double, line, { body: { ...spec, name: 'another.mp4' } })
  t.equal(status, 400)
  t.same(Object.keys(json as object), ['message', 'details'])
  t.match(json, { message: new RegExp(md5) })
  t.same(await records(double), before)
})

t.test('a transcode runs for ten seconds and succeeds, and is then unknown', async t => {
  const double = await buildTator()
  await ask(double, line, { body: spec })
  t.equal(await statusInOgc(double, md5), 'running')
  double.clock.advance(10_000)
  t.equal(await statusInOgc(double, md5), 'successful')
  t.equal((await ask(double, `DELETE /rest/Job/${md5}`)).status, 404)
})

const wrong: { body: object, names: RegExp }[] = [
  ...Object.keys(spec).map(field => ({ body: { ...spec, [field]: undefined }, names: new RegExp(`a member ${field}\\b`) })),
  { body: { ...spec, type: '1' }, names: /type/ },
  { body: { ...spec, type: 1.5 }, names: /type/ },
  { body: { ...spec, uid: 5 }, names: /uid/ },
  { body: { ...spec, uid: '' }, names: /uid/ },
  { body: { ...spec, name: null }, names: /name/ },
  { body: { ...spec, gid: md5 }, names: /gid/ },
  { body: { ...spec, gid: 'group' }, names: /gid/ },
  { body: { ...spec, gid: `${gid}0` }, names: /gid/ }
]

t.test('every field is needed and is what it is said to be; only the group must be a UUID', async t => {
  const double = await buildTator()
  for (const { body, names } of wrong) {
    const { status, json } = await ask(double, line, { body })
    t.equal(status, 400, JSON.stringify(body))
    t.match(json, { message: names, details: String })
  }
  t.equal(await double.store.size(), 0)
})

t.test('a project that is not there is not found', async t => {
  const double = await buildTator()
  const { status, text } = await ask(double, 'POST /rest/Transcode/99', { body: spec })
  t.same({ status, text }, { status: 404, text: '{"detail":"Not found."}' })
})
