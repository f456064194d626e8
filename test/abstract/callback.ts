import { listen } from '../src/outgoing/listener.ts'
import { dismiss, type AbstractTests } from './served.ts'

export const callbackTests: AbstractTests = {
  async 'A.80: a subscriber is sent the results of its job' (t, serve) {
    const { start, double } = await serve()
    const subscriber = await listen(t)
    const { status } = await start('echo', { inputs: { message: 'done', pause: 5 }, subscriber: { successUri: `${subscriber.url}/done` } })
    t.equal(status, 201)
    t.same(subscriber.heard, [])
    double.clock.advance(5000)
    const { method, url, headers, body } = await subscriber.next()
    t.same([method, url], ['POST', '/done'])
    t.match(headers['content-type'], /^application\/json/)
    t.match(JSON.parse(body), { message: 'done', pause: 5, numbers: Array, flag: Boolean })
  },

  async 'a subscriber to a dismissed job is never sent results' (t, serve) {
    const { start, double } = await serve()
    const subscriber = await listen(t)
    const { location } = await start('hold', { subscriber: { successUri: `${subscriber.url}/done`, inProgressUri: `${subscriber.url}/runs` } })
    t.match(JSON.parse((await subscriber.next()).body), { status: 'running' })
    await dismiss(location)
    t.match(JSON.parse((await subscriber.next()).body), { status: 'dismissed' })
    double.clock.advance(1e9)
    t.same(subscriber.heard.map(({ url }) => url), ['/runs', '/runs'])
  }
}
