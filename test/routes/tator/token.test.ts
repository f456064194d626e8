import t from 'tap'
import { ask, buildTator, dialects, table, tokenOf } from './fixture.ts'

const required = (...fields: string[]) => JSON.stringify(Object.fromEntries(fields.map(field => [field, ['This field is required.']])))
const refused = '{"non_field_errors":["Unable to log in with provided credentials."]}'

const logins = [
  { body: { username: 'view', password: 'the password of view' }, status: 200, text: '{"token":"key-of-view"}' },
  { body: { username: 'view', password: 'the password of full' }, status: 400, text: refused },
  { body: { username: 'nobody', password: 'the password of view' }, status: 400, text: refused },
  { body: { username: 'closed', password: 'the password of closed' }, status: 400, text: refused },
  { body: { username: 'stranger', password: '' }, status: 400, text: refused },
  { body: { username: 'view' }, status: 400, text: required('password') },
  { body: { password: 'the password of view' }, status: 400, text: required('username') },
  { body: {}, status: 400, text: required('username', 'password') },
  { body: '', status: 400, text: required('username', 'password') }
]

for (const dialect of dialects) {
  t.test(`a name and a password are worth a token in ${dialect}, and nothing less is`, async t => {
    const double = await buildTator({ tator: dialect })
    for (const { body, status, text } of logins) {
      const answer = await ask(double, 'POST /rest/Token', { as: null, body })
      t.same({ status: answer.status, type: answer.type, text: answer.text }, { status, type: 'application/json', text }, JSON.stringify(body))
    }
    const wrongType = await ask(double, 'POST /rest/Token', { as: null, body: { username: 5, password: 'x' } })
    t.equal(wrongType.status, 400, 'a name is text')
    t.match(wrongType.json, { message: /username/ })
  })

  t.test(`the token that a login gives opens what its user may see, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    const { json } = await ask(double, 'POST /rest/Token', { as: null, body: { username: 'full', password: 'the password of full' } })
    const authorization = `Token ${(json as { token: string }).token}`
    t.same({ authorization }, tokenOf('full'))
    t.equal((await ask(double, 'DELETE /rest/Job/unknown', { as: null, headers: { authorization } })).status, 404)
  })

  t.test(`whoever logs in in ${dialect} needs no token, and a wrong one does no harm`, async t => {
    const double = await buildTator({ tator: dialect })
    const rows = table(`
      token                 status
      Token key-of-nobody   200
      Bearer x              200
      Token key-of-closed   200`)
    for (const { token = '', status } of rows) {
      const { status: came } = await ask(double, 'POST /rest/Token', { as: null, headers: { authorization: token }, body: { username: 'full', password: 'the password of full' } })
      t.equal(came, Number(status), token)
    }
  })
}
