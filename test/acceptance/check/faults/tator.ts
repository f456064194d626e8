/** Faults of a server of Tator. */
import type { Fault, FaultContext, ProxiedAnswer, Remembered } from '../proxy.ts'
import type { TatorDialect } from '../../../../schemas/control/settings.ts'
import { answerTwoAsFirst, changeJson, html, is, type Json, jsonOf, reply, times } from './change.ts'

const job = /^\/rest\/Job\/[^/]+$/
const oneGroup = /^\/rest\/JobGroup\/[^/]+$/
const jobs = /^\/rest\/Jobs\/\d+$/
const launch = /^\/rest\/(?:AlgorithmLaunch|Jobs)\/\d+$/
const executes = 'Token execute-token'
const views = 'Token view-token'

const message = (status: number, text = 'An error'): ProxiedAnswer => reply(status, { message: text, details: text })
const page = (status: number): ProxiedAnswer => reply(status, '<!doctype html>\n<h1>Server Error</h1>\n', { 'content-type': 'text/html' })

type Parts = Omit<Fault, 'name' | 'about' | 'settings'>
const inDialect = (tator: TatorDialect) => (name: string, about: readonly string[], parts: Parts, more: Fault['settings'] = {}): Fault => ({ name: `${name} (${tator})`, about, settings: { tator, ...more }, ...parts })
const [may2020, september2020, version15] = [inDialect('2020-05'), inDialect('2020-09'), inDialect('1.5')]
const inBoth = (...fault: Parameters<typeof may2020>): Fault[] => [may2020(...fault), version15(...fault)]

const idOf = ({ request: { path } }: FaultContext): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
const isGroup = (context: FaultContext): boolean => is(context, 'DELETE', oneGroup) || (is(context, 'DELETE', jobs) && context.request.query.has('gid'))
const groupOf = (context: FaultContext): string => context.request.query.get('gid') ?? idOf(context)
const ask = ({ ask }: FaultContext, method: string, path: string): Promise<ProxiedAnswer> => ask(method, path, { authorization: executes })
const take = async (context: FaultContext, ids: readonly string[]): Promise<void> => { for (const id of ids) await ask(context, 'DELETE', `/rest/Job/${id}`) }

interface Remembering { readonly ids: readonly string[], readonly group: string, readonly algorithm: string }

/** The launched jobs, in order. */
const launches = ({ memory }: FaultContext): Remembering[] => memory.get('launches') ?? []
const membersOf = (context: FaultContext, group: string): readonly string[] => launches(context).find(launch => launch.group === group)?.ids ?? []

/** Remembers launches, and applies a fault. */
const remembering = ({ before, after }: Parts): Parts => ({
  ...(before !== undefined && { before }),
  async after (answer, context) {
    if (is(context, 'POST', launch) && answer.status === 201) {
      const { run_uids: uids, group_id: group, uid, gid, id: ids, object } = jsonOf(answer)
      context.memory.set('launches', [...launches(context), { ids: uids ?? uid ?? ids, group: group ?? gid ?? object[0]?.gid, algorithm: jsonOf(context.request)['algorithm_name'] }])
    }
    await after?.(answer, context)
  }
})

/** Changes the answers to successful deletions of one job. */
const deletion = (change: (answer: ProxiedAnswer, context: FaultContext) => void): Parts => ({ after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 200) change(answer, context) } })
const groupDeletion = (change: (answer: ProxiedAnswer, context: FaultContext) => void): Parts => ({ after: (answer, context) => { if (isGroup(context) && answer.status === 200) change(answer, context) } })
/** Answers for unknown jobs and groups. */
const unknownJob = (change: (answer: ProxiedAnswer, context: FaultContext) => void, path = job): Parts => ({ after: (answer, context) => { if (is(context, 'DELETE', path) && answer.status === 404) change(answer, context) } })
const launched = (change: (body: Json, context: FaultContext) => Json | void): Parts => ({ after: (answer, context) => { if (is(context, 'POST', launch) && answer.status === 201) changeJson(answer, body => change(body, context)) } })
/** Changes every job that is read. */
const read = (change: (job: Json, context: FaultContext) => void): Parts => ({ after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 200) changeJson(answer, job => change(job, context)) } })
const listed = (change: (list: Remembered[], context: FaultContext) => Remembered[] | Promise<Remembered[]>): Parts => ({ after: async (answer, context) => { if (is(context, 'GET', jobs) && answer.status === 200) answer.body = JSON.stringify(await change(JSON.parse(answer.body), context)) } })
const refusal = (change: (answer: ProxiedAnswer, context: FaultContext) => void): Parts => ({ after: (answer, context) => { if (answer.status >= 400 && answer.status < 500) change(answer, context) } })

const second = (context: FaultContext): boolean => is(context, 'DELETE', job) && times(context, `delete ${idOf(context)}`) === 2

/** The jobs as they were before their deletion. */
const beforeDeletion: NonNullable<Fault['before']> = async context => {
  if (is(context, 'DELETE', job) && !context.memory.has(`was ${idOf(context)}`)) {
    const answer = await ask(context, 'GET', context.request.path)
    if (answer.status === 200) { context.memory.set(`was ${idOf(context)}`, jsonOf(answer)); context.memory.set(`at ${idOf(context)}`, Date.now()) }
  }
  return undefined
}

const since = (context: FaultContext): number => Date.now() - (context.memory.get(`at ${idOf(context)}`) ?? Infinity)

/** A request is sent with another token. */
const as = (token: string | undefined, when: (context: FaultContext) => boolean): Parts => ({
  before (context) {
    if (when(context)) context.request.headers['authorization'] = token ?? ''
    return undefined
  }
})
const authorizationOf = ({ request }: FaultContext): string => request.headers['authorization'] ?? ''

const raceFault: Parts = {
  before: async context => {
    if (!is(context, 'DELETE', job)) return undefined
    const answer = await answerTwoAsFirst(context, () => ask(context, 'DELETE', context.request.path))
    return authorizationOf(context) === executes ? answer : undefined
  }
}

export const tatorFaults: readonly Fault[] = [
  version15('a deletion is a 204 without a body', ['delete/*/status-code'], deletion(answer => { Object.assign(answer, { status: 204, body: '' }) })),
  may2020('a deletion is a 204 without a body', ['delete/*/message'], deletion(answer => { Object.assign(answer, { status: 204, body: '' }) })),
  version15('a deletion is a 202', ['delete/*/status-code'], deletion(answer => { answer.status = 202 })),
  may2020('a deletion has no message', ['delete/*/body'], deletion(answer => { answer.body = '{}' })),
  version15('the message of a deletion is an object', ['delete/*/body'], deletion(answer => changeJson(answer, body => ({ message: body })))),
  may2020('the message of a deletion is a detail', ['delete/*/body'], deletion(answer => changeJson(answer, ({ message }) => ({ detail: message })))),
  version15('a deletion is a text', ['delete/*/body'], deletion(answer => { answer.headers['content-type'] = 'text/plain' })),
  may2020('the message of a deletion does not name the job', ['delete/*/message'], deletion(answer => { answer.body = '{"message":"Deleted!"}' })),
  may2020('a deletion is answered, and nothing happens', ['delete/*/second', 'races/*'], { before: context => is(context, 'DELETE', job) && times(context, `delete ${idOf(context)}`) <= 9 && !context.request.path.includes('no') ? reply(200, { message: `Job with run UID ${idOf(context)} deleted!` }) : undefined }),
  version15('a deletion is answered, and nothing happens', ['delete/*/after'], { before: async context => is(context, 'DELETE', job) && (await ask(context, 'GET', context.request.path)).status === 200 ? reply(200, { message: `Job with UID ${idOf(context)} deleted!` }) : undefined }),
  version15('a deleted job is listed still', ['delete/*/list-after', 'later/list'], {
    before: beforeDeletion,
    after: async (answer, context) => { if (is(context, 'GET', jobs) && answer.status === 200) answer.body = JSON.stringify([...JSON.parse(answer.body), ...[...context.memory].filter(([name, was]) => name.startsWith('was ') && [null, was.gid].includes(context.request.query.get('gid'))).map(([, was]) => was)]) }
  }),
  version15('a deleted job is read as Failed', ['delete/*/after'], { before: beforeDeletion, after: (answer, context) => { const was = context.memory.get(`was ${idOf(context)}`); if (is(context, 'GET', job) && was !== undefined) Object.assign(answer, reply(200, { ...was, status: 'Failed' })) } }),
  version15('a deleted job comes back', ['later/job'], { before: beforeDeletion, after: (answer, context) => { const was = context.memory.get(`was ${idOf(context)}`); if (is(context, 'GET', job) && since(context) > 700) Object.assign(answer, reply(200, was)) } }),
  may2020('a deleted job comes back', ['later/job'], {
    after: (answer, context) => {
      if (!is(context, 'DELETE', job)) return
      if (answer.status === 200) context.memory.set(`at ${idOf(context)}`, Date.now())
      else if (answer.status === 404 && since(context) > 700) Object.assign(answer, reply(200, { message: `Job with run UID ${idOf(context)} deleted!` }))
    }
  }),
  version15('a second DELETE is a 200', ['delete/*/second'], { after: (answer, context) => { if (second(context)) Object.assign(answer, reply(200, { message: `Job ${idOf(context)} deleted!` })) } }),
  may2020('a second DELETE is a 500', ['delete/*/second'], { after: (answer, context) => { if (second(context)) Object.assign(answer, message(500)) } }),
  may2020('a second DELETE is a 400, as in June 2020', ['delete/*/second'], { after: (answer, context) => { if (second(context)) Object.assign(answer, message(400)) } }),
  may2020('jobs that have ended are deleted', ['delete/Succeeded/unknown', 'delete/Failed/unknown'], remembering({
    after: (answer, context) => {
      const ended = launches(context).some(({ ids, algorithm }) => algorithm !== 'demo' && ids.includes(idOf(context)))
      if (is(context, 'DELETE', job) && answer.status === 404 && ended && times(context, `ended ${idOf(context)}`) === 1) Object.assign(answer, reply(200, { message: `Job with run UID ${idOf(context)} deleted!` }))
    }
  })),
  version15('jobs that have ended cannot be deleted', ['delete/Succeeded/status-code', 'delete/Failed/status-code'], { before: async context => is(context, 'DELETE', job) && ['Succeeded', 'Failed'].includes(jsonOf(await ask(context, 'GET', context.request.path))['status']) ? message(404, '') : undefined }),
  september2020('jobs that have ended cannot be deleted, as in May 2020', ['delete/Succeeded/status-code', 'delete/Failed/status-code'], { before: async context => is(context, 'DELETE', job) && ['Succeeded', 'Failed'].includes(jsonOf(await ask(context, 'GET', context.request.path))['status']) ? message(404, '') : undefined }),
  version15('a job that is Pending cannot be deleted', ['delete/Pending/status-code'], { before: async context => is(context, 'DELETE', job) && jsonOf(await ask(context, 'GET', context.request.path))['status'] === 'Pending' ? message(404, '') : undefined }),

  ...inBoth('DELETE of a job takes its whole group', ['group/one-of-it'], remembering({ before: async context => { if (is(context, 'DELETE', job)) await take(context, (launches(context).find(({ ids }) => ids.includes(idOf(context)))?.ids ?? []).filter(id => id !== idOf(context))); return undefined } })),
  version15('DELETE of a job takes the job that was launched last', ['later/witness', 'group/others', 'group/one-of-it'], remembering({ before: async context => { const last = launches(context).at(-1)?.ids.at(-1); if (is(context, 'DELETE', job) && last !== undefined && last !== idOf(context)) await take(context, [last]); return undefined } })),
  version15('DELETE takes every job whose id begins so', ['unknown/beginning'], remembering({ before: async context => { if (is(context, 'DELETE', job)) await take(context, launches(context).flatMap(({ ids }) => ids).filter(id => id.startsWith(idOf(context)) && id !== idOf(context))); return undefined } })),
  may2020('DELETE takes a job whose id is longer', ['unknown/alike'], { before: async context => { if (is(context, 'DELETE', job)) await take(context, [`${idOf(context)}0`]); return undefined } }),
  september2020('DELETE takes a job whose id is longer', ['unknown/alike'], { before: async context => { if (is(context, 'DELETE', job)) await take(context, [`${idOf(context)}0`]); return undefined } }),
  september2020('DELETE of a group takes the group after it', ['group/others'], remembering({ before: async context => { const all = launches(context); const next = all[all.findIndex(({ group }) => isGroup(context) && group === groupOf(context)) + 1]; if (isGroup(context) && next !== undefined) await take(context, next.ids); return undefined } })),
  ...inBoth('a group is deleted in part', ['group/whole', 'group/part'], remembering({
    before: async context => {
      const members = membersOf(context, groupOf(context))
      if (!isGroup(context) || members.length < 2) return undefined
      await take(context, members.slice(0, -1))
      return reply(200, { message: context.request.query.has('gid') ? `Deleted ${members.length} jobs for project 1!` : `Jobs with group ID ${groupOf(context)} deleted!` })
    }
  })),
  may2020('DELETE of a group takes the group after it', ['group/others'], remembering({ before: async context => { const all = launches(context); const next = all[all.findIndex(({ group }) => isGroup(context) && group === groupOf(context)) + 1]; if (isGroup(context) && next !== undefined) await take(context, next.ids); return undefined } })),
  version15('DELETE of a group takes a group whose id begins so', ['unknown/beginning-of-group'], remembering({ before: async context => { if (isGroup(context)) await take(context, launches(context).filter(({ group }) => group !== groupOf(context) && group.startsWith(groupOf(context))).flatMap(({ ids }) => ids)); return undefined } })),
  may2020('a group of which a job was deleted is unknown', ['group/part'], remembering({
    before: context => isGroup(context) && membersOf(context, groupOf(context)).length > 1 && membersOf(context, groupOf(context)).some(id => context.memory.has(`gone ${id}`)) ? message(404) : undefined,
    after: (_answer, context) => { if (is(context, 'DELETE', job)) context.memory.set(`gone ${idOf(context)}`, true) }
  })),
  may2020('a second DELETE of a group is a 200', ['group/second'], { after: (answer, context) => { if (isGroup(context) && answer.status === 404 && times(context, `group ${groupOf(context)}`) === 1 && !groupOf(context).includes('no')) Object.assign(answer, reply(200, { message: `Jobs with group ID ${groupOf(context)} deleted!` })) } }),
  version15('a second DELETE of a group counts jobs', ['group/second'], groupDeletion(answer => changeJson(answer, body => { body['message'] = body['message'].replace('Deleted 0 jobs', 'Deleted 3 jobs') }))),
  version15('DELETE of a group counts no jobs', ['group/message', 'group/part-message'], groupDeletion(answer => { answer.body = '{"message":"Deleted jobs for project 1!"}' })),
  version15('DELETE of a group has no message', ['group/body'], groupDeletion(answer => { answer.body = '[]' })),
  version15('DELETE of a group does not look at the project', ['unknown/other-project'], { before: context => { if (isGroup(context)) context.request.path = '/rest/Jobs/1'; return undefined } }),

  version15('an unknown job is a 200', ['unknown/job'], unknownJob((answer, context) => { Object.assign(answer, reply(200, { message: `Job ${idOf(context)} deleted!` })) })),
  may2020('an unknown id is a 500 with a page', ['unknown/job', 'errors/server-error'], {}, { tatorUnknown: 500 }),
  may2020('an unknown job is a 400, as in June 2020', ['unknown/job'], unknownJob(answer => { Object.assign(answer, message(400)) })),
  version15('an unknown job is a page', ['unknown/body', 'errors/media-type'], unknownJob(answer => { html(answer) })),
  may2020('an unknown group is a 500', ['unknown/group', 'group/second'], unknownJob(answer => { Object.assign(answer, message(500)) }, oneGroup)),
  may2020('an id with a space is a 500', ['unknown/odd-ids'], { before: context => /%20/.test(context.request.path) ? message(500) : undefined }),
  version15('an id that is no UUID is a 400', ['unknown/odd-ids'], { before: context => is(context, 'DELETE', job) && /^[0-9a-f]{32}$/.test(idOf(context)) ? message(400) : undefined }),

  ...inBoth('tokens are not checked', ['access/no-token', 'access/unknown-token'], as(executes, context => authorizationOf(context) !== views)),
  version15('a token that nobody has is accepted', ['access/unknown-token'], as(executes, context => /^Token 0{40}$/.test(authorizationOf(context)))),
  may2020('a bearer token is accepted', ['access/other-scheme'], as(executes, context => /^Bearer /.test(authorizationOf(context)))),
  september2020('levels are checked at launches alone', ['access/level/delete', 'access/level/group'], as(executes, context => authorizationOf(context) === views && context.request.method === 'DELETE')),
  ...inBoth('levels are not checked', ['access/level/*'], as(executes, context => authorizationOf(context) === views)),
  may2020('levels are checked at launches alone', ['access/level/delete'], as(executes, context => authorizationOf(context) === views && context.request.method === 'DELETE')),
  ...inBoth('groups are deleted without a token', ['access/group'], as(executes, context => isGroup(context) && authorizationOf(context) === '')),
  version15('a DELETE that is refused deletes all the same', ['access/no-token', 'access/level/delete'], { after: async (answer, context) => { if (is(context, 'DELETE', job) && [400, 403].includes(answer.status)) await take(context, [idOf(context)]) } }),
  may2020('launches need no token', ['access/launch'], as(executes, context => is(context, 'POST', launch) && authorizationOf(context) === '')),
  version15('jobs are read without a token', ['access/read'], as(executes, context => context.request.method === 'GET' && authorizationOf(context) === '')),
  version15('who may view may not read', ['access/level/read'], { before: context => context.request.method === 'GET' && authorizationOf(context) === views ? message(403) : undefined }),
  version15('who is not known gets a 401', ['access/unauthenticated'], refusal((answer, context) => { if (authorizationOf(context) === '') answer.status = 401 })),
  may2020('the word before a key must be "Token"', ['client/keyword-case'], as('', context => authorizationOf(context).startsWith('TOKEN'))),

  may2020('a launch is a 200', ['launch/status-code'], { after: (answer, context) => { if (is(context, 'POST', launch) && answer.status === 201) answer.status = 200 } }),
  may2020('a launch does not say its group', ['launch/body'], launched(body => { delete body['group_id'] })),
  version15('a launch does not show its jobs', ['launch/body'], launched(body => { delete body['object'] })),
  may2020('a launch has the names of today', ['launch/body'], launched(({ message, run_uids: uid, group_id: gid }) => ({ message, uid, gid }))),
  september2020('a launch has the names of May 2020', ['launch/body'], launched(({ message, uid, gid }) => ({ message, run_uids: uid, group_id: gid }))),
  may2020('all jobs of a launch have one id', ['launch/ids'], launched(body => { body['run_uids'] = body['run_uids'].map(() => body['run_uids'][0]) })),
  may2020('all launches are one group', ['launch/groups'], launched((body, context) => { if (context.memory.has('group')) body['group_id'] = context.memory.get('group'); context.memory.set('group', body['group_id']) })),
  version15('all jobs of a launch have one id', ['launch/ids'], launched(body => { body['id'] = body['id'].map(() => body['id'][0]) })),
  may2020('a launch names a job that is not there', ['launch/there'], launched(body => { (body['run_uids'] ?? body['id']).push('nowhere') })),
  version15('an unknown algorithm is launched', ['launch/unknown-algorithm'], { before: context => { if (is(context, 'POST', launch)) context.request.body = context.request.body.replace('jobdouble-check-no-such-algorithm', 'demo'); return undefined } }),
  may2020('an unknown project is the first', ['launch/unknown-project'], { before: context => { if (is(context, 'POST', launch)) context.request.path = context.request.path.replace(/\d+$/, '1'); return undefined } }),
  version15('a wrong body is a 500', ['launch/wrong-body'], { after: (answer, context) => { if (is(context, 'POST', launch) && answer.status === 400) Object.assign(answer, message(500)) } }),

  version15('statuses are those of OGC', ['job/status-words'], read(job => { job['status'] = { Pending: 'accepted', Running: 'running', Succeeded: 'successful', Failed: 'failed' }[String(job['status'])] })),
  version15('statuses are written in capitals', ['job/status-words'], read(job => { job['status'] = job['status'].toUpperCase() })),
  version15('times have no zone', ['job/times'], read(job => { for (const name of ['start_time', 'stop_time']) if (job[name] !== undefined) job[name] = job[name].replace('Z', '') })),
  version15('a job stops before it starts', ['job/times'], read(job => { if (job['stop_time'] !== undefined) job['stop_time'] = '2020-01-01T00:00:00Z' })),
  version15('a job that runs has stopped', ['job/stop-time'], read(job => { if (job['status'] === 'Running') job['stop_time'] = job['start_time'] })),
  version15('a running job goes back to Pending', ['job/life'], read((job, context) => { if (job['status'] === 'Running' && times(context, `read ${idOf(context)}`) > 1) job['status'] = 'Pending' })),
  version15('reading a job ends it', ['job/reading-moves-nothing'], read((job, context) => { if (times(context, `read ${idOf(context)}`) > 7) job['status'] = 'Succeeded' })),
  version15('a job has another group', ['job/id'], read(job => { job['gid'] = 'another' })),
  version15('a job has another id', ['job/id'], read(job => { job['uid'] = 'another' })),
  version15('a job has no nodes', ['job/schema'], read(job => { delete job['nodes'] })),
  version15('a job has another project', ['job/project'], read(job => { job['project'] = '7' })),
  version15('an unknown job is read as nothing', ['job/unknown'], { after: (answer, context) => { if (is(context, 'GET', /no-such-job$/)) Object.assign(answer, reply(200, {})) } }),
  version15('the list ignores gid', ['job/list-group', 'job/list-unknown-group', 'group/list-after'], { before: context => { if (is(context, 'GET', jobs)) context.request.query.delete('gid'); return undefined } }),
  version15('the list ignores media_id', ['job/list-media'], { before: context => { if (is(context, 'GET', jobs)) context.request.query.delete('media_id'); return undefined } }),
  version15('the list hides jobs that wait', ['job/list-group', 'job/list-project'], listed(list => list.filter(({ status }) => status !== 'Pending'))),
  version15('the list has a page of one job', ['job/list-group', 'job/list-project'], listed(list => list.slice(0, 1))),
  version15('the list has ids alone', ['job/list-schema'], listed(list => list.map(({ uid }) => ({ uid })))),

  version15('a launch shows other jobs than it names', ['launch/body'], launched(body => { for (const job of body['object']) job.uid = 'another' })),
  may2020('DELETE of a job takes a group of that id', ['unknown/group-as-job'], { after: async (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 404) Object.assign(answer, await ask(context, 'DELETE', `/rest/JobGroup/${idOf(context)}`)) } }),
  may2020('DELETE of a group takes a job of that id', ['unknown/job-as-group'], { after: async (answer, context) => { if (is(context, 'DELETE', oneGroup) && answer.status === 404) Object.assign(answer, await ask(context, 'DELETE', `/rest/Job/${idOf(context)}`)) } }),
  version15('DELETE of a group takes a job of that id', ['unknown/job-as-group'], { before: async context => { if (isGroup(context)) await take(context, [groupOf(context)]); return undefined } }),
  version15('ids are the same in small letters and capitals', ['unknown/case'], { before: context => { if (is(context, 'DELETE', job)) context.request.path = `/rest/Job/${context.request.path.slice(10).toLowerCase()}`; return undefined } }),
  version15('DELETE of a group in another project says that it deleted', ['unknown/other-project'], { before: context => is(context, 'DELETE', jobs) && context.request.path.endsWith('/2') ? reply(200, { message: 'Deleted 3 jobs for project 2!' }) : undefined }),
  may2020('the beginning of a key is enough', ['access/part-of-token'], as(executes, context => authorizationOf(context) === executes.slice(0, -1))),
  version15('the list has jobs twice', ['job/list-group'], listed(list => [...list, ...list])),
  version15('the list is late', ['job/list-agrees'], listed(list => list.map(job => ({ ...job, status: job.status === 'Succeeded' ? 'Running' : job.status })))),
  version15('the list says another project', ['job/list-agrees'], listed(list => list.map(job => ({ ...job, project: '7' })))),
  version15('every project has one list', ['job/list-other-project'], { before: context => { if (is(context, 'GET', jobs)) context.request.path = '/rest/Jobs/1'; return undefined } }),
  version15('a running job does not say when it started', ['job/start-time'], read(job => { if (job['status'] === 'Running') delete job['start_time'] })),
  version15('a job that has ended does not say when', ['job/start-time'], read(job => { delete job['stop_time'] })),
  version15('times are those of another zone', ['job/times-now'], read(job => { for (const name of ['start_time', 'stop_time']) if (job[name] !== undefined) job[name] = new Date(Date.parse(job[name]) + 7_200_000).toISOString() })),
  version15('a job does not say its media', ['job/media'], read(job => { delete job['media_ids'] })),
  version15('a job has another name each time', ['job/same'], read((job, context) => { job['id'] = `name-${times(context, 'read')}` })),
  version15('DELETE of a job is redirected', ['job/redirects'], { before: context => is(context, 'DELETE', job) && !context.request.query.has('to') ? reply(301, '', { location: `${context.request.path}?to=1` }) : undefined }),
  version15('a job is JSON in Latin-1', ['http/json-text'], { write: (answer, response, context) => is(context, 'GET', job) && answer.status === 200 && Boolean(response.writeHead(200, answer.headers).end(Buffer.from(answer.body.replace('"status"', '"note":"Größe","status"'), 'latin1'))) }),
  ...inBoth('an empty body that is said to be JSON is refused', ['client/empty-json'], { before: context => context.request.method === 'DELETE' && context.request.headers['content-type'] === 'application/json' && context.request.body === '' ? message(400) : undefined }),
  may2020('who accepts anything gets a page', ['client/accept-any'], deletion((answer, context) => { if (context.request.headers['accept'] === '*/*') html(answer) })),
  version15('a DELETE that is refused with 406 deletes all the same', ['client/not-acceptable'], { after: async (answer, context) => { if (answer.status === 406) await take(context, [idOf(context)]) } }),
  may2020('Allow does not name DELETE', ['client/wrong-method'], { after: answer => { if (answer.headers['allow'] !== undefined) answer.headers['allow'] = 'OPTIONS' } }),
  may2020('POST of a job is a 200', ['client/wrong-method'], { before: context => is(context, 'POST', job) ? reply(200, {}) : undefined }),
  ...inBoth('two of many DELETEs at once both delete', ['races/one-deletes'], raceFault),
  may2020('one of many DELETEs at once is a 500', ['races/answered'], { before: context => is(context, 'DELETE', job) && times(context, `racing ${idOf(context)}`) === 5 ? message(500) : undefined }),

  may2020('errors say nothing', ['errors/message', 'unknown/body'], refusal(answer => { answer.body = '{}' })),
  version15('errors are pages', ['errors/media-type'], refusal(answer => { html(answer) })),
  september2020('errors have a detail as in May 2020', ['errors/member', 'access/unauthenticated'], refusal(answer => changeJson(answer, ({ message }) => ({ detail: message })))),
  version15('errors have a detail as in 2020', ['errors/member', 'access/unauthenticated'], refusal(answer => changeJson(answer, ({ message }) => ({ detail: message })))),
  may2020('a 400 has no details', ['errors/details'], refusal(answer => { if (answer.status === 400) changeJson(answer, body => { delete body['details'] }) })),
  may2020('a NUL in an id is a 500 with a page', ['errors/malformed', 'errors/server-error'], { before: context => /%00/.test(context.request.path) ? page(500) : undefined }),
  version15('a body that is not JSON is a 500', ['errors/malformed', 'launch/wrong-body'], { before: context => context.request.body.startsWith('{"') && !context.request.body.endsWith('}') ? message(500) : undefined })
]
