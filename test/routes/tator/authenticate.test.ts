import t from 'tap'
import { ask, buildTator, dialects, records, table } from './fixture.ts'

const missing = 'Authentication credentials were not provided.'
const spaces = 'Invalid token header. Token string should not contain spaces.'
const characters = 'Invalid token header. Token string should not contain invalid characters.'

const wrong = [
  { authorization: undefined, says: missing },
  { authorization: '', says: missing },
  { authorization: 'Bearer key-of-full', says: missing },
  { authorization: 'Basic a2V5OmtleQ==', says: missing },
  { authorization: 'Token', says: 'Invalid token header. No credentials provided.' },
  { authorization: 'Token ', says: 'Invalid token header. No credentials provided.' },
  { authorization: 'Token key of full', says: spaces },
  { authorization: 'Token key-of-full key-of-full', says: spaces },
  { authorization: 'Token kéy', says: characters },
  { authorization: 'Token key-of-nobody', says: 'Invalid token.' },
  { authorization: 'Token KEY-OF-FULL', says: 'Invalid token.' },
  { authorization: 'Token key-of-closed', says: 'User inactive or deleted.' }
]

const answers = {
  '2020-05': (says: string) => ({ status: 403, text: JSON.stringify({ detail: says }) }),
  '2020-09': (says: string) => ({ status: 400, text: JSON.stringify({ message: says, details: says }) }),
  1.5: (says: string) => ({ status: 400, text: JSON.stringify({ message: says, details: 'None' }) })
}

for (const dialect of dialects) {
  t.test(`every way in which a token can be wrong has its own words in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect }, [{ id: 'known' }])
    const before = await records(double)
    for (const { authorization, says } of wrong) {
      for (const id of ['known', 'unknown']) {
        const { status, type, text } = await ask(double, `DELETE /rest/Job/${id}`, { as: null, headers: authorization === undefined ? {} : { authorization } })
        t.same({ status, text }, answers[dialect](says), `${authorization ?? 'no header'}: ${id}`)
        t.equal(type, 'application/json')
      }
    }
    t.same(await records(double), before)
  })

  t.test(`the keyword is known in any case, with any blanks around the key, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    for (const authorization of ['Token key-of-full', 'token key-of-full', 'TOKEN key-of-full', ' Token   key-of-full ']) {
      t.equal((await ask(double, 'DELETE /rest/Job/unknown', { as: null, headers: { authorization } })).status, 404, authorization)
    }
  })

  t.test(`a key without its keyword is accepted in ${dialect}, as the client's documentation sends it`, async t => {
    const double = await buildTator({ tator: dialect })
    const bare = (authorization: string) => ask(double, 'DELETE /rest/Job/unknown', { as: null, headers: { authorization } })
    t.equal((await bare('key-of-full')).status, 404)
    t.same((await bare('key-of-nobody')).text, answers[dialect]('Invalid token.').text)
  })

  t.test(`a key without its keyword is refused in ${dialect} by the setting that imitates the real server`, async t => {
    const double = await buildTator({ tator: dialect, tatorBareKey: 'refuse' })
    const { status, text } = await ask(double, 'DELETE /rest/Job/unknown', { as: null, headers: { authorization: 'key-of-full' } })
    t.same({ status, text }, answers[dialect](missing))
    t.equal((await ask(double, 'DELETE /rest/Job/unknown')).status, 404, 'with the keyword it is known')
  })

  t.test(`who it is comes before what is sent, in ${dialect}: a broken body does not tell a stranger anything`, async t => {
    const double = await buildTator({ tator: dialect })
    const line = dialect === '1.5' ? 'POST /rest/Jobs/1' : 'POST /rest/AlgorithmLaunch/1'
    const broken = { headers: { 'content-type': 'application/json' }, body: '{' }
    t.equal((await ask(double, line, { as: null, ...broken })).text, answers[dialect](missing).text)
    t.equal((await ask(double, line, { as: 'view', ...broken })).status, 403)
    t.match((await ask(double, line, broken)).text, 'JSON parse error - ')
  })
}

const transcode = { type: 1, gid: '7b1f2c4e-8a0e-11ea-bc55-0242ac130003', uid: 'mine', url: 'a', section: 'b', name: 'c', md5: 'd' }
const launch = { algorithm_name: 'single', media_ids: [1] }
const bodies: Record<string, object> = { AlgorithmLaunch: launch, Jobs: launch, Transcode: transcode }

const permissions = {
  '2020-05': `
    operation                     view  edit  transfer  execute  full  stranger
    POST /rest/AlgorithmLaunch/1  403   403   403       201      201   403
    POST /rest/Transcode/1        403   403   201       201      201   403
    DELETE /rest/Job/running      403   403   200       200      200   403
    DELETE /rest/JobGroup/group   403   403   200       200      200   403
    DELETE /rest/Job/successful   404   404   404       404      404   404
    DELETE /rest/Job/dismissed    404   404   404       404      404   404
    DELETE /rest/Job/unknown      404   404   404       404      404   404
    DELETE /rest/JobGroup/over    404   404   404       404      404   404`,
  '2020-09': `
    operation                     view  edit  transfer  execute  full  stranger
    POST /rest/AlgorithmLaunch/1  403   403   403       201      201   403
    POST /rest/Transcode/1        403   403   201       201      201   403
    GET /rest/Jobs/1              200   200   200       200      200   403
    DELETE /rest/Jobs/1           403   403   200       200      200   403
    GET /rest/Job/running         200   200   200       200      200   403
    DELETE /rest/Job/running      403   403   200       200      200   403
    DELETE /rest/Job/successful   403   403   200       200      200   403
    GET /rest/Job/dismissed       404   404   404       404      404   404
    DELETE /rest/Job/dismissed    404   404   404       404      404   404
    DELETE /rest/Job/unknown      404   404   404       404      404   404`,
  1.5: `
    operation                     view  edit  transfer  execute  full  stranger
    POST /rest/Jobs/1             403   403   403       201      201   403
    GET /rest/Jobs/1              200   200   200       200      200   403
    DELETE /rest/Jobs/1           403   403   403       200      200   403
    GET /rest/Job/running         200   200   200       200      200   403
    DELETE /rest/Job/running      403   403   403       200      200   403
    DELETE /rest/Job/successful   403   403   403       200      200   403
    GET /rest/Job/dismissed       404   404   404       404      404   404
    DELETE /rest/Job/dismissed    404   404   404       404      404   404
    DELETE /rest/Job/unknown      404   404   404       404      404   404`
}

const jobs = [
  { id: 'running', group: 'group', process: 'hold', user: 'execute' },
  { id: 'successful', group: 'over', plan: { running: 1 }, age: 60 },
  { id: 'dismissed', process: 'hold', age: 60, dismissed: 30 }
]

for (const dialect of dialects) {
  t.test(`each level may do what it may in ${dialect}, whoever launched the job`, async t => {
    const double = await buildTator({ tator: dialect }, jobs)
    for (const { operation = '', ...expected } of table(permissions[dialect])) {
      for (const [user, status] of Object.entries(expected)) {
        await double.reset()
        const before = await records(double)
        const body = bodies[operation.split('/')[2] ?? '']
        const answer = await ask(double, operation, { as: user, ...operation.startsWith('POST') && body !== undefined && { body } })
        t.equal(answer.status, Number(status), `${operation} as ${user}`)
        if (answer.status >= 400) t.same(await records(double), before, 'and nothing changes')
      }
    }
  })
}

t.test('in 2020-05 a refusal says what may not be done', async t => {
  const double = await buildTator({}, jobs)
  const text = async (line: string, as: string) => (await ask(double, line, { as, ...line.startsWith('POST') && { body: bodies[line.split('/')[2] ?? ''] ?? {} } })).text
  const transfer = '{"detail":"Insufficient permission to transfer media within this project."}'
  for (const user of ['view', 'edit', 'stranger']) {
    t.equal(await text('DELETE /rest/Job/running', user), transfer)
    t.equal(await text('DELETE /rest/JobGroup/group', user), transfer)
    t.equal(await text('POST /rest/Transcode/1', user), transfer)
    t.equal(await text('POST /rest/AlgorithmLaunch/1', user), '{"detail":"Insufficient permission to execute within this project."}')
  }
})

t.test('in 2020-09 a refusal says it in a message, of reading too', async t => {
  const double = await buildTator({ tator: '2020-09' }, jobs)
  for (const line of ['GET /rest/Job/running', 'DELETE /rest/Job/running', 'GET /rest/Jobs/1', 'DELETE /rest/Jobs/1']) {
    t.equal((await ask(double, line, { as: 'stranger' })).text, '{"message":"Insufficient permission to transfer media within this project."}', line)
  }
})

t.test('in 1.5 every refusal says the same', async t => {
  const double = await buildTator({ tator: '1.5' }, jobs)
  for (const line of ['GET /rest/Job/running', 'DELETE /rest/Job/running', 'GET /rest/Jobs/1', 'DELETE /rest/Jobs/1']) {
    t.equal((await ask(double, line, { as: 'stranger' })).text, '{"message":"You do not have permission to perform this action."}', line)
  }
})

t.test('whoever may cancel in one project only cannot cancel a group that reaches into another', async t => {
  const double = await buildTator({}, [
    { id: 'theirs', group: 'shared', process: 'hold', project: 2 },
    { id: 'ours', group: 'shared', process: 'hold', project: 1 }
  ])
  for (const user of ['full', 'stranger']) t.equal((await ask(double, 'DELETE /rest/JobGroup/shared', { as: user })).status, 403)
  t.equal((await records(double)).filter(({ dismissed }) => dismissed !== undefined).length, 0)
})
