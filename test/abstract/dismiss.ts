import { checkException, checkStatusInfo, rels } from './checks.ts'
import { ask, dismiss, type AbstractTests, type Served } from './served.ts'

const running = ({ start }: Served) => start('echo', { inputs: { message: 'runs', pause: 60 } })

const unknown = '3fa85f64-5717-4562-b3fc-2c963f66afa6'

/** The ids in a job list, with or without a filter. */
const listed = async ({ get }: Served, query = ''): Promise<string[]> =>
  (await get(`/jobs${query}`)).body.jobs.map(({ jobID }: { jobID: string }) => jobID)

export const dismissTests: AbstractTests = {
  async 'D0: dismissal is offered by the process' (t, serve) {
    const { get } = await serve()
    t.match((await get('/processes/echo')).body.jobControlOptions, ['sync-execute', 'async-execute', 'dismiss'])
  },

  async 'D1: the dismissal of a running job is answered with its status (A.81, A.82)' (t, serve) {
    const served = await serve()
    const created = await running(served)
    t.equal(created.status, 201)
    checkStatusInfo(t, created.body, served.ogc, 'accepted', 'running')
    served.double.clock.advance(1000)
    checkStatusInfo(t, (await served.get(created.location)).body, served.ogc, 'running')
    const answer = await dismiss(created.location)
    t.equal(answer.status, 200)
    t.match(answer.headers.get('content-type'), /^application\/json/)
    checkStatusInfo(t, answer.body, served.ogc, 'dismissed')
    t.equal(answer.body.jobID, created.id)
    t.notOk(rels(answer.body).some(rel => rel.endsWith('results')), 'there are no results to link to')
  },

  async 'D2: a dismissed job stays dismissed, and never has results (job-dismiss-status A)' (t, serve) {
    const served = await serve()
    const { location, id } = await running(served)
    await dismiss(location)
    for (const later of [0, 59_000, 2000, 3_600_000]) {
      served.double.clock.advance(later)
      const { status, body } = await served.get(location)
      t.equal(status, 200)
      checkStatusInfo(t, body, served.ogc, 'dismissed')
    }
    t.same(await listed(served, '?status=dismissed'), [id])
    t.same(await listed(served, '?status=running'), [])
    checkException(t, await served.get(`${location}/results`), 404, 'result-not-available')
  },

  async 'D3: a job that waits can be dismissed, and never starts' (t, serve) {
    const served = await serve({ seed: { plans: { echo: { accepted: 60 } } } })
    const { location, body } = await running(served)
    checkStatusInfo(t, body, served.ogc, 'accepted')
    const answer = await dismiss(location)
    t.equal(answer.status, 200)
    checkStatusInfo(t, answer.body, served.ogc, 'dismissed')
    served.double.clock.advance(3_600_000)
    const after = (await served.get(location)).body
    checkStatusInfo(t, after, served.ogc, 'dismissed')
    t.notHas(after, { started: String })
    t.notHas(after, { finished: String })
  },

  async 'D4: the dismissal of a successful job removes it (job-dismiss-status B)' (t, serve) {
    const served = await serve()
    const { location } = await served.start('echo', { inputs: { message: 'done' } })
    checkStatusInfo(t, (await served.get(location)).body, served.ogc, 'successful')
    t.equal((await served.get(`${location}/results`)).status, 200)
    const answer = await dismiss(location)
    t.equal(answer.status, 200)
    checkStatusInfo(t, answer.body, served.ogc, 'dismissed')
    checkException(t, await served.get(location), 404, 'no-such-job')
    checkException(t, await served.get(`${location}/results`), 404, 'no-such-job')
    t.same(await listed(served), [])
    checkException(t, await dismiss(location), 404, 'no-such-job')
  },

  async 'D5: the dismissal of a failed job removes it (job-dismiss-status B)' (t, serve) {
    const served = await serve()
    const { location } = await served.start('fail', { inputs: { after: 5 } })
    served.double.clock.advance(5000)
    checkStatusInfo(t, (await served.get(location)).body, served.ogc, 'failed')
    const answer = await dismiss(location)
    t.equal(answer.status, 200)
    checkStatusInfo(t, answer.body, served.ogc, 'dismissed')
    checkException(t, await served.get(location), 404, 'no-such-job')
  },

  async 'D6: the dismissal of a dismissed job removes it (job-dismiss-status B)' (t, serve) {
    const served = await serve()
    const { location } = await running(served)
    await dismiss(location)
    const again = await dismiss(location)
    t.equal(again.status, 200)
    checkStatusInfo(t, again.body, served.ogc, 'dismissed')
    checkException(t, await served.get(location), 404, 'no-such-job')
    t.same(await listed(served), [])
  },

  async 'D6: or it is gone for good, as the security clause has it' (t, serve) {
    const served = await serve({ dismiss: 'gone' })
    const { location } = await running(served)
    t.equal((await dismiss(location)).status, 200)
    checkException(t, await dismiss(location), 410)
    checkStatusInfo(t, (await served.get(location)).body, served.ogc, 'dismissed')
    checkException(t, await served.get(`${location}/results`), 410)
  },

  async 'D6: what was removed may be answered with 410 instead of 404 (the permissions of the draft), and what never was is 404 all the same' (t, serve) {
    const served = await serve({ removedStatus: 410 })
    const { location } = await running(served)
    await dismiss(location)
    const again = await dismiss(location)
    t.equal(again.status, 200)
    checkStatusInfo(t, again.body, served.ogc, 'dismissed')
    for (const path of ['', '/results', '/results/message']) checkException(t, await served.get(`${location}${path}`), 410, 'no-such-job')
    checkException(t, await dismiss(location), 410, 'no-such-job')
    t.same(await listed(served), [])
    checkException(t, await dismiss(`${served.url}/jobs/${unknown}`), 404, 'no-such-job')
    await served.double.reset()
    checkException(t, await served.get(location), 404, 'no-such-job')
  },

  async 'D7: a job that is not there cannot be dismissed' (t, serve) {
    const { url } = await serve()
    for (const id of [unknown, 'not%20a%20uuid', '%2F', '%F0%9F%92%A9']) checkException(t, await dismiss(`${url}/jobs/${id}`), 404, 'no-such-job')
  },

  async 'D8: a dismissal is answered in every media type, and in no other before anything changes' (t, serve) {
    const served = await serve()
    const { location, id } = await running(served)
    checkException(t, await dismiss(location, { accept: 'application/x-nope' }), 406)
    checkStatusInfo(t, (await served.get(location)).body, served.ogc, 'running')
    const page = await dismiss(location, { accept: 'text/html' })
    t.equal(page.status, 200)
    t.match(page.headers.get('content-type'), /^text\/html/)
    t.match(page.text, /^<!doctype html>/i)
    t.match(page.text, /dismissed/)
    t.ok(page.text.includes(id))
    t.ok(page.text.includes(`<a href="${served.url}/jobs">`), 'the link up is a link')
  },

  async 'D9: a dismissal may name a media type and carry nothing' (t, serve) {
    const served = await serve()
    const { location } = await running(served)
    const answer = await dismiss(location, { 'content-type': 'application/json' })
    t.equal(answer.status, 200)
    checkStatusInfo(t, answer.body, served.ogc, 'dismissed')
  },

  async 'D9: a job answers HEAD, and says which methods it has' (t, serve) {
    const served = await serve()
    const { location } = await running(served)
    const head = await ask(location, { method: 'HEAD' })
    t.equal(head.status, 200)
    t.equal(head.text, '')
    const options = await ask(location, { method: 'OPTIONS' })
    t.equal(options.status, 204)
    t.same(options.headers.get('allow')?.split(', ').sort(), ['DELETE', 'GET', 'HEAD', 'OPTIONS'])
  },

  async 'D9: of many dismissals at once one cancels, and the rest are answered by what it left' (t, serve) {
    for (const { policy, statuses } of [
      { policy: 'retain', statuses: [200, 200, 404, 404] },
      { policy: 'remove', statuses: [200, 404, 404, 404] },
      { policy: 'gone', statuses: [200, 410, 410, 410] },
      { policy: 'refuse', statuses: [202, 202, 202, 202] }
    ] as const) {
      const served = await serve({ dismiss: policy })
      const other = await running(served)
      const { location } = await running(served)
      const answers = await Promise.all(statuses.map(() => dismiss(location)))
      t.same(answers.map(({ status }) => status).sort(), statuses, policy)
      checkStatusInfo(t, (await served.get(other.location)).body, served.ogc, 'running')
    }
  },

  async 'D9: a job that ends while it is dismissed is dismissed or removed, and never comes back' (t, serve) {
    const served = await serve()
    for (const first of ['end', 'dismissal', 'both']) {
      const { location } = await running(served)
      if (first === 'end') served.double.clock.advance(60_000)
      const dismissal = dismiss(location)
      if (first === 'both') served.double.clock.advance(60_000)
      t.equal((await dismissal).status, 200, first)
      served.double.clock.advance(60_000)
      const { status, body } = await served.get(location)
      t.ok(status === 404 || body.status === 'dismissed', `${first}: ${status}`)
    }
  },

  async 'D9: time never goes back in what a dismissal says' (t, serve) {
    const served = await serve()
    const { location } = await running(served)
    served.double.clock.advance(5000)
    const before = (await served.get(location)).body
    const { body } = await dismiss(location)
    t.ok(Date.parse(body.updated) >= Date.parse(before.updated))
    t.equal(body.finished, body.updated)
    t.equal(body.progress, before.progress)
  }
}
