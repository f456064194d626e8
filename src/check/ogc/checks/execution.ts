import { answerOf, isJson, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import type { RequestOptions } from '../../client.ts'
import { schemaProblems } from '../../schemas.ts'
import { hasRequiredInputs, isAsync, isSync } from '../example-request.ts'
import { findJob, launch, noteLaunched, waitFor } from '../launch.ts'
import { resultProblems } from '../result-problems.ts'
import { idOf, type LaunchedJob, schemaFor, statusOf, type Subject } from '../subject.ts'

const success = '/req/core/process-execute-success-async'

/** A job executed with `Prefer: respond-async`. */
const quickJob = (subject: Subject): Promise<LaunchedJob | undefined> => subject.once('quick job', async () => subject.executions.quick && launch(subject, subject.executions.quick))

const noJob = 'No process was found that succeeds as a job: name one with --process ID --inputs FILE.'

interface Rule extends Pick<Check<Subject>, 'id' | 'requirement' | 'level' | 'sentence'> {
  problems (job: LaunchedJob, subject: Subject): string[] | Promise<string[]>
}

/** Rules for the answer to an asynchronous execution. */
const rules: readonly Rule[] = [
  {
    id: 'execution/async/status-code',
    requirement: success,
    level: 'must',
    sentence: 'An execution with `Prefer: respond-async` is answered with 201',
    problems: ({ launch }) => unless(launch.status === 201, `It was answered with ${answerOf(launch)}; expected 201.`)
  },
  {
    id: 'execution/async/location',
    requirement: success,
    level: 'must',
    sentence: 'The answer to an asynchronous execution has a Location: the absolute address of the job, on the same server',
    problems: ({ launch }) => {
      const location = launch.headers['location'] ?? ''
      return [
        ...unless(/^https?:\/\//.test(location), `Location is ${quote(launch.headers['location'])}; expected an absolute address.`),
        ...unless(!URL.canParse(location) || new URL(location).origin === new URL(launch.finalUrl).origin, `Location leads to ${location}; expected ${new URL(launch.finalUrl).origin}, the server of the request.`)
      ]
    }
  },
  {
    id: 'execution/async/location-plain',
    requirement: 'clients append `/results` to it: the official suite, OWSLib',
    level: 'should',
    sentence: 'Clients can append `/results` to the Location: it has no query, no fragment and no slash at its end',
    problems: ({ launch }) => unless(!/[?#]|\/$/.test(launch.headers['location'] ?? ''), `Location is ${quote(launch.headers['location'])}.`)
  },
  {
    id: 'execution/async/location-works',
    requirement: success,
    level: 'must',
    sentence: 'GET of the Location returns the job',
    problems: async ({ launch, id }, { client, base }) => {
      const location = launch.headers['location'] ?? ''
      if (!URL.canParse(location, launch.finalUrl)) return [`Location is ${JSON.stringify(location)}; expected the address of the job.`]
      const url = new URL(location, launch.finalUrl)
      if (url.origin !== new URL(base).origin) return [`Location leads to ${location}, another server; it was not followed.`]
      const exchange = await client.get(url.href)
      return unless(exchange.status === 200 && idOf(membersOf(exchange)) === id, `${nameOf(exchange)} was answered with ${answerOf(exchange)} and the id ${quote(idOf(membersOf(exchange)))}; expected 200 and ${JSON.stringify(id)}.`)
    }
  },
  {
    id: 'execution/async/body',
    requirement: success,
    level: 'must',
    sentence: 'An execution with `Prefer: respond-async` is answered with a statusInfo, in JSON',
    problems: ({ launch }, subject) => [
      ...unless(isJson(launch), `It is ${quote(launch.headers['content-type'])}; expected application/json.`),
      ...schemaProblems(schemaFor(subject, 'StatusInfo'), membersOf(launch))
    ]
  },
  {
    id: 'execution/async/preference-applied',
    requirement: '/rec/core/process-execute-preference-applied',
    level: 'should',
    sentence: 'The answer says that the preference was honoured: `Preference-Applied: respond-async`',
    problems: ({ launch }) => unless(/respond-async/.test(String(launch.headers['preference-applied'])), `Preference-Applied is ${quote(launch.headers['preference-applied'])}; expected respond-async.`)
  }
]

const asyncChecks = rules.map(({ problems, ...check }): Check<Subject> => ({
  ...check,
  run: async subject => {
    const job = await quickJob(subject)
    return job === undefined ? skip(noJob) : judge(await problems(job, subject), [job.launch])
  }
}))

/** Malformed execution requests, for any process. */
const malformedExecutions: readonly { name: string, options: RequestOptions }[] = [
  { name: 'a body that is not JSON', options: { text: '{"inputs":' } },
  { name: 'a body that is a list', options: { text: '[]' } },
  { name: 'no body', options: {} },
  { name: 'a body in an unknown media type', options: { text: '{}', headers: { 'content-type': 'application/x-nothing-has-this' } } }
]

const otherChecks: readonly Check<Subject>[] = [
  {
    id: 'execution/async/honoured',
    requirement: '/req/core/process-execute-auto-execution-mode',
    level: 'should',
    sentence: 'A process with async-execute creates a job if `Prefer: respond-async` is sent',
    run: async ({ client, processes, jobsUrl }) => {
      const urls = new Set(processes.filter(({ description }) => isAsync(description)).map(({ executionUrl }) => executionUrl))
      const executions = client.log.filter(({ method, url, status, requestHeaders }) => method === 'POST' && urls.has(url) && requestHeaders['prefer'] === 'respond-async' && status >= 200 && status < 300)
      const sync = executions.filter(exchange => findJob(exchange, jobsUrl) === undefined)
      return judge(sync.map(exchange => `${nameOf(exchange)} was answered with ${answerOf(exchange)}, and created no job; expected 201.`), sync.slice(0, 2), `${executions.length} executions were read.`)
    }
  },
  {
    id: 'execution/malformed',
    requirement: 'RFC 9110, 15.5 and 15.6',
    level: 'should',
    sentence: 'A malformed execution request is refused with 4xx',
    run: async subject => {
      const process = subject.processes.find(({ description }) => hasRequiredInputs(description))
      if (process === undefined) return skip('No process has a required input.')
      const answers = await Promise.all(malformedExecutions.map(async ({ name, options }) => ({ name, answer: await subject.client.send('POST', process.executionUrl, options) })))
      for (const { answer } of answers) noteLaunched(subject, answer)
      const wrong = answers.filter(({ answer: { status } }) => status >= 500 || status < 300)
      return judge(wrong.map(({ name, answer }) => `${nameOf(answer)} with ${name} was answered with ${answerOf(answer)}; expected 400 or 415.`), wrong.map(({ answer }) => answer))
    }
  },
  {
    id: 'execution/async/ids',
    requirement: 'security considerations of the standard',
    level: 'must',
    sentence: 'Every job has a unique id',
    run: async ({ launchedJobs }) => {
      const ids = launchedJobs.map(({ id }) => id)
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
      return ids.length === 0 ? skip(noJob) : judge(twice.map(id => `Two jobs have the id ${JSON.stringify(id)}.`), [], `${ids.length} jobs were launched.`)
    }
  },
  {
    id: 'execution/sync',
    requirement: '/req/core/process-execute-default-execution-mode',
    level: 'must',
    sentence: 'A process with sync-execute returns its results if the request has no Prefer',
    run: async subject => {
      const { client, executions: { quick }, processes } = subject
      const process = processes.find(({ id, description }) => id === quick?.process && isSync(description))
      if (quick === undefined || process === undefined) return skip('No process was found that succeeds soon and has sync-execute.')
      const exchange = await client.send('POST', quick.executionUrl, { body: { inputs: quick.inputs } })
      return judge([
        ...unless([200, 204].includes(exchange.status), `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 200.`),
        ...resultProblems(exchange, process.description)
      ], [exchange])
    }
  },
  {
    id: 'execution/no-such-process',
    requirement: '/req/core/process-execute-op; /req/core/process-exception/no-such-process',
    level: 'must',
    sentence: 'An execution of an unknown process is answered with 404 and the type no-such-process',
    run: async ({ client, base }) => {
      const exchange = await client.send('POST', `${base}/processes/jobdouble-check-no-such-process/execution`, { body: { inputs: {} } })
      return judge([
        ...unless(exchange.status === 404, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 404.`),
        ...unless(exchange.status !== 404 || /\/no-such-process$/.test(String(membersOf(exchange)['type'])), `Its type is ${quote(membersOf(exchange)['type'])}; expected …/no-such-process.`)
      ], [exchange])
    }
  },
  {
    id: 'execution/input-validation',
    requirement: '/req/core/process-execute-input-validation',
    level: 'must',
    sentence: 'An execution without a required input is refused, or creates a failed job',
    run: async subject => {
      const process = subject.processes.find(({ description }) => hasRequiredInputs(description))
      if (process === undefined) return skip('No process has a required input.')
      const { client, settings: { timeout } } = subject
      const answer = await client.send('POST', process.executionUrl, { body: { inputs: {} } })
      if (answer.status >= 400) return judge(unless(answer.status < 500, `${nameOf(answer)} without inputs was answered with ${answerOf(answer)}; expected 400.`), [answer], `Refused with ${answer.status}.`)
      const job = await launch(subject, { process: process.id, executionUrl: process.executionUrl, inputs: {} })
      const end = job && await waitFor(subject, job, ['failed'], timeout)
      return judge(unless(end !== undefined && statusOf(end) === 'failed', `${nameOf(answer)} without inputs was answered with ${answerOf(answer)}; expected 400, or a job that fails.`), [answer, ...end === undefined ? [] : [end]], 'It created a failed job.')
    }
  }
]

export const executionChecks: readonly Check<Subject>[] = [...asyncChecks, ...otherChecks]
