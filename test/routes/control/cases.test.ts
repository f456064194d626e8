import t from 'tap'
import { build } from '../../helper.ts'

t.test('cases are added, listed and removed over HTTP', async t => {
  const { app } = await build(t)
  const added = await app.inject({ method: 'POST', url: '/__admin/cases', payload: { process: 'echo', when: { message: 'a' }, failure: { title: 'No', status: 418 } } })
  t.match([added.statusCode, added.json()], [201, { id: /./, process: 'echo', when: { message: 'a' } }])
  const execute = (message: string) => app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message } } })
  t.match([(await execute('a')).statusCode, (await execute('a')).json(), (await execute('b')).statusCode], [418, { title: 'No', status: 418 }, 200])
  t.same((await app.inject('/__admin/cases')).json(), { cases: [added.json()] })
  t.equal((await app.inject({ method: 'DELETE', url: `/__admin/cases/${added.json().id}` })).statusCode, 200)
  t.equal((await execute('a')).statusCode, 200)
  const again = await app.inject({ method: 'DELETE', url: `/__admin/cases/${added.json().id}` })
  t.match([again.statusCode, again.json().errors[0].title], [404, /^There is no case "case-1"\.$/])
  await app.inject({ method: 'POST', url: '/__admin/cases', payload: { process: 'echo', failure: {} } })
  t.equal((await app.inject({ method: 'DELETE', url: '/__admin/cases' })).statusCode, 200)
  t.same((await app.inject('/__admin/cases')).json(), { cases: [] })
})

t.test('a case that cannot be is refused, with all that is wrong', async t => {
  const { app } = await build(t)
  for (const [payload, sentence] of [
    [{ process: 'eco' }, /did you mean echo\?/], [{}, /expected a member process/], [{ process: 'echo', when: { mesage: 'a' } }, /\/when: mesage is not an input of the process; .*did you mean message\?/],
    [{ process: 'echo', results: { image: { $file: '/etc/passwd', type: 'image/tiff' } } }, /expected a file that the seed file of the double names/]
  ] as const) {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/__admin/cases', payload })
    t.equal(statusCode, 400)
    t.match(body, sentence)
  }
})
