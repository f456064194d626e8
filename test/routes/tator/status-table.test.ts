import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import type { TestDouble } from '../../helper.ts'
import { ask, buildTator, dialects, immediate, records, table } from './fixture.ts'

const jobs: NonNullable<Seed['jobs']> = [
  { id: 'accepted', group: 'accepted-group', plan: { accepted: 86_400 } },
  { id: 'running', group: 'running-group', process: 'hold' },
  { id: 'successful', group: 'successful-group', plan: { running: 1 }, age: 60 },
  { id: 'failed', group: 'failed-group', process: 'fail', age: 60 },
  { id: 'dismissed', group: 'dismissed-group', process: 'hold' },
  { id: 'dismissed-late', group: 'dismissed-group', plan: { running: 1 }, age: 60 },
  { id: 'still-running', group: 'mixed-group', process: 'hold' },
  { id: 'over', group: 'mixed-group', plan: { running: 1 }, age: 60 }
]

/**
 * Every method on every path, in every state of what it names. The same under every dismiss policy. `*` stands for the
 * id. 2020-05 knows what has not stopped, the others what has not been deleted; a wrong method is a 405 or a 400.
 */
const states = {
  '2020-05': `
    path              id                GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Job/*       accepted          405  405   405   405  405    200     200      DELETE, OPTIONS
    /rest/Job/*       running           405  405   405   405  405    200     200      DELETE, OPTIONS
    /rest/Job/*       successful        405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/Job/*       failed            405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/Job/*       dismissed         405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/Job/*       dismissed-late    405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/Job/*       unknown           405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/JobGroup/*  accepted-group    405  405   405   405  405    200     200      DELETE, OPTIONS
    /rest/JobGroup/*  running-group     405  405   405   405  405    200     200      DELETE, OPTIONS
    /rest/JobGroup/*  mixed-group       405  405   405   405  405    200     200      DELETE, OPTIONS
    /rest/JobGroup/*  successful-group  405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/JobGroup/*  failed-group      405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/JobGroup/*  dismissed-group   405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/JobGroup/*  unknown           405  405   405   405  405    404     200      DELETE, OPTIONS`,
  '2020-09': `
    path              id                GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Job/*       accepted          200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       running           200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       successful        200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       failed            200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       dismissed         404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/*       dismissed-late    404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/*       unknown           404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  accepted-group    200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  successful-group  200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  mixed-group       200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  dismissed-group   200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  unknown           400  400   400   400  400    404     400      GET, HEAD, DELETE`,
  1.5: `
    path              id                GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Job/*       accepted          200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       running           200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       successful        200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       failed            200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Job/*       dismissed         404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/*       dismissed-late    404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/*       unknown           404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Jobs/1?gid=*  accepted-group    200  200   201   400  400    200     400      GET, HEAD, POST, DELETE
    /rest/Jobs/1?gid=*  successful-group  200  200   201   400  400    200     400      GET, HEAD, POST, DELETE
    /rest/Jobs/1?gid=*  mixed-group       200  200   201   400  400    200     400      GET, HEAD, POST, DELETE
    /rest/Jobs/1?gid=*  dismissed-group   200  200   201   400  400    200     400      GET, HEAD, POST, DELETE
    /rest/Jobs/1?gid=*  unknown           200  200   201   400  400    200     400      GET, HEAD, POST, DELETE`
}

/** Paths, and similar wrong paths. `-`: the path does not exist, so it has no methods. */
const paths = {
  '2020-05': `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Token               405  405   200   405  405    405     200      POST, OPTIONS
    /rest/AlgorithmLaunch/1   405  405   201   405  405    405     200      POST, OPTIONS
    /rest/AlgorithmLaunch/2   405  405   403   405  405    405     200      POST, OPTIONS
    /rest/AlgorithmLaunch/99  405  405   404   405  405    405     200      POST, OPTIONS
    /rest/AlgorithmLaunch/a   405  405   404   405  405    405     200      POST, OPTIONS
    /rest/AlgorithmLaunch/    404  404   404   404  404    404     404      -
    /rest/Transcode/1         405  405   201   405  405    405     200      POST, OPTIONS
    /rest/Transcode/2         405  405   403   405  405    405     200      POST, OPTIONS
    /rest/Transcode/99        405  405   404   405  405    405     200      POST, OPTIONS
    /rest/Transcode/          404  404   404   404  404    404     404      -
    /rest/Job/a%2Fb           405  405   405   405  405    404     200      DELETE, OPTIONS
    /rest/Job/                404  404   404   404  404    404     404      -
    /rest/Job                 404  404   404   404  404    404     404      -
    /rest/Job/running/        404  404   404   404  404    404     404      -
    /rest/job/running         404  404   404   404  404    404     404      -
    /rest/JobGroup/           404  404   404   404  404    404     404      -
    /rest/jobgroup/running    404  404   404   404  404    404     404      -
    /rest/Jobs/1              404  404   404   404  404    404     404      -
    /rest/Nothing             404  404   404   404  404    404     404      -
    /rest/                    404  404   404   404  404    404     404      -
    /rest                     404  404   404   404  404    404     404      -
    /REST/Job/running         404  404   404   404  404    404     404      -
    //rest/Job/running        404  404   404   404  404    404     404      -`,
  '2020-09': `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Token               400  400   200   400  400    400     400      POST
    /rest/Jobs/1              200  200   400   400  400    200     400      GET, HEAD, DELETE
    /rest/Jobs/2              403  403   400   400  400    403     400      GET, HEAD, DELETE
    /rest/Jobs/99             404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Jobs/a              404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Jobs/               404  404   404   404  404    404     404      -
    /rest/Jobs                404  404   404   404  404    404     404      -
    /rest/jobs/1              404  404   404   404  404    404     404      -
    /rest/Job/a%2Fb           404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/                404  404   404   404  404    404     404      -
    /rest/Job/running/        404  404   404   404  404    404     404      -
    /rest/job/running         404  404   404   404  404    404     404      -
    /rest/JobGroup/running    404  404   404   404  404    404     404      -
    /rest/AlgorithmLaunch/1   400  400   201   400  400    400     400      POST
    /rest/AlgorithmLaunch/2   400  400   403   400  400    400     400      POST
    /rest/AlgorithmLaunch/99  400  400   404   400  400    400     400      POST
    /rest/Transcode/1         400  400   201   400  400    400     400      POST
    /rest/Transcode/99        400  400   404   400  400    400     400      POST
    /rest/Nothing             404  404   404   404  404    404     404      -
    /rest/                    404  404   404   404  404    404     404      -
    /rest                     404  404   404   404  404    404     404      -`,
  1.5: `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
    /rest/Token               400  400   200   400  400    400     400      POST
    /rest/Jobs/1              200  200   201   400  400    200     400      GET, HEAD, POST, DELETE
    /rest/Jobs/2              403  403   403   400  400    403     400      GET, HEAD, POST, DELETE
    /rest/Jobs/99             404  404   404   400  400    404     400      GET, HEAD, POST, DELETE
    /rest/Jobs/a              404  404   404   400  400    404     400      GET, HEAD, POST, DELETE
    /rest/Jobs/               404  404   404   404  404    404     404      -
    /rest/Jobs                404  404   404   404  404    404     404      -
    /rest/jobs/1              404  404   404   404  404    404     404      -
    /rest/Job/a%2Fb           404  404   400   400  400    404     400      GET, HEAD, DELETE
    /rest/Job/                404  404   404   404  404    404     404      -
    /rest/Job/running/        404  404   404   404  404    404     404      -
    /rest/job/running         404  404   404   404  404    404     404      -
    /rest/JobGroup/running    404  404   404   404  404    404     404      -
    /rest/AlgorithmLaunch/1   404  404   404   404  404    404     404      -
    /rest/Transcode/1         404  404   404   404  404    404     404      -
    /rest/Nothing             404  404   404   404  404    404     404      -
    /rest/                    404  404   404   404  404    404     404      -
    /rest                     404  404   404   404  404    404     404      -`
}

/** Without a token: authentication comes first, except for unknown paths and the login. */
const anonymous = {
  '2020-05': `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS
    /rest/Job/running         403  403   403   403  403    403     403
    /rest/Job/unknown         403  403   403   403  403    403     403
    /rest/JobGroup/unknown    403  403   403   403  403    403     403
    /rest/AlgorithmLaunch/1   403  403   403   403  403    403     403
    /rest/AlgorithmLaunch/99  403  403   403   403  403    403     403
    /rest/Transcode/1         403  403   403   403  403    403     403
    /rest/Job/                404  404   404   404  404    404     404
    /rest/Nothing             404  404   404   404  404    404     404`,
  '2020-09': `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS
    /rest/Job/running         400  400   400   400  400    400     400
    /rest/Job/unknown         400  400   400   400  400    400     400
    /rest/Jobs/1              400  400   400   400  400    400     400
    /rest/AlgorithmLaunch/1   400  400   400   400  400    400     400
    /rest/Jobs/99             400  400   400   400  400    400     400
    /rest/Job/                404  404   404   404  404    404     404
    /rest/Nothing             404  404   404   404  404    404     404`,
  1.5: `
    path                      GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS
    /rest/Job/running         400  400   400   400  400    400     400
    /rest/Job/unknown         400  400   400   400  400    400     400
    /rest/Jobs/1              400  400   400   400  400    400     400
    /rest/Jobs/99             400  400   400   400  400    400     400
    /rest/Job/                404  404   404   404  404    404     404
    /rest/Nothing             404  404   404   404  404    404     404`
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const launch = { algorithm_name: 'single', media_ids: [1] }
const bodies: Record<string, object> = {
  AlgorithmLaunch: launch,
  Jobs: launch,
  Transcode: { type: 1, gid: '7b1f2c4e-8a0e-11ea-bc55-0242ac130003', uid: 'mine', url: 'a', section: 'b', name: 'c', md5: 'd' },
  Token: { username: 'full', password: 'the password of full' }
}

/** A body that is valid for the method and the path. */
const bodyFor = (path: string) => ({ body: bodies[path.split(/[/?]/)[2] ?? ''] ?? launch })

/** Restores the jobs above, of which two are dismissed. */
async function prepare (double: TestDouble, policy: typeof immediate[number]): Promise<void> {
  await double.reset()
  for (const id of ['dismissed', 'dismissed-late']) await double.store.dismiss(id, { policy })
}

for (const dialect of dialects) {
  for (const policy of immediate) {
    t.test(`every method in every state in ${dialect} under ${policy}`, async t => {
      const double = await buildTator({ tator: dialect, dismiss: policy }, jobs)
      for (const { path = '', id = '', Allow: allow, ...row } of table(states[dialect])) {
        for (const method of methods) {
          await prepare(double, policy)
          const before = await records(double)
          const line = `${method} ${path.replace('*', id)}`
          const answer = await ask(double, line, method === 'GET' || method === 'HEAD' ? {} : bodyFor(path))
          t.equal(answer.status, Number(row[method]), line)
          if (answer.status === 405 || method === 'OPTIONS' || method === 'PUT') t.equal(answer.allow, allow)
          if (method === 'HEAD') t.equal(answer.text, '', 'HEAD has no body')
          else t.equal(answer.type, 'application/json')
          if (method !== 'POST' && method !== 'DELETE') t.same(await records(double), before, 'nothing changes')
          if (answer.status >= 400) t.same(await records(double), before, 'nothing changes')
        }
      }
    })
  }

  t.test(`every method on every path in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    for (const { path = '', Allow: allow, ...row } of table(paths[dialect])) {
      for (const method of methods) {
        await double.reset()
        const before = await records(double)
        const answer = await ask(double, `${method} ${path}`, method === 'GET' || method === 'HEAD' ? {} : bodyFor(path))
        t.equal(answer.status, Number(row[method]), `${method} ${path}`)
        if (allow === '-') t.equal(answer.allow, undefined)
        else if (answer.status === 405 || method === 'PUT') t.equal(answer.allow, allow)
        if (method !== 'HEAD') t.equal(answer.type, 'application/json', 'no error is a page')
        if (answer.status >= 400) t.same(await records(double), before, 'nothing changes')
      }
    }
  })

  t.test(`every method without a token in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    const before = await records(double)
    for (const { path = '', ...row } of table(anonymous[dialect])) {
      for (const method of methods) {
        const answer = await ask(double, `${method} ${path}`, { as: null, ...method === 'GET' || method === 'HEAD' ? {} : bodyFor(path) })
        t.equal(answer.status, Number(row[method]), `${method} ${path}`)
      }
    }
    t.same(await records(double), before, 'nothing changes')
  })
}

/** Every Accept gets JSON, that of a browser too; only one that excludes JSON and HTML is refused. */
const accepts = `
  accept                                                        status
  application/json                                              200
  */*                                                           200
  application/*                                                 200
  application/json, text/html                                   200
  application/json; indent=2                                    200
  text/html                                                     200
  text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8  200
  text/plain, */*;q=0.1                                         200
  *                                                             200
  /*                                                            200
  ,;                                                            200
  text/plain                                                    406
  image/png                                                     406
  application/xml, text/csv                                     406
  application/json;q=0                                          406
  */*;q=0                                                       406`

const unacceptable = {
  '2020-05': '{"detail":"Could not satisfy the request Accept header."}',
  '2020-09': '{"message":"Could not satisfy the request Accept header."}',
  1.5: '{"message":"Could not satisfy the request Accept header."}'
}

for (const dialect of dialects) {
  t.test(`what cannot be accepted is refused before anything is done, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    const launchLine = dialect === '1.5' ? 'POST /rest/Jobs/1' : 'POST /rest/AlgorithmLaunch/1'
    for (const { accept = '', status } of table(accepts)) {
      for (const [line, done] of [['DELETE /rest/Job/running', 200], [launchLine, 201]] as const) {
        await double.reset()
        const before = await records(double)
        const answer = await ask(double, line, { headers: { accept }, body: launch })
        t.equal(answer.status, status === '200' ? done : 406, `${line} with ${accept}`)
        t.equal(answer.type, 'application/json')
        if (answer.status !== 406) continue
        t.equal(answer.text, unacceptable[dialect])
        t.same(await records(double), before, 'nothing changes')
        t.equal((await ask(double, line, { as: null, headers: { accept } })).status, 406, 'before it is asked who it is')
      }
    }
  })
}

t.test('in each dialect a wrong method and a wrong path are told in its own words', async t => {
  const seed = await buildTator()
  t.equal((await ask(seed, 'GET /rest/Nothing', { as: null })).text, '{"detail":"Not found."}')
  t.equal((await ask(seed, 'GET /rest/Job/running')).text, '{"detail":"Method \\"GET\\" not allowed."}')
  t.same((await ask(seed, 'OPTIONS /rest/Job/running')).json, { name: 'jobdouble', description: '', renders: ['application/json'], parses: ['application/json'] })
  const later = await buildTator({ tator: '1.5' })
  t.equal((await ask(later, 'GET /rest/Nothing', { as: null })).text, '{"message":""}')
  t.equal((await ask(later, 'PUT /rest/Job/running')).text, '{"message":"Method \\"PUT\\" not allowed.","details":"None"}')
  t.equal((await ask(later, 'OPTIONS /rest/Job/running')).text, '{"message":"Method \\"OPTIONS\\" not allowed.","details":"None"}')
})
