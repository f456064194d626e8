import { answerOf, isJson, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { hasRequiredInputs, isSync } from '../example-request.ts'
import { launch, waitFor } from '../launch.ts'
import { idOf, type LaunchedJob, schemaFor, statusOf, type Subject } from '../subject.ts'

const success = '/req/core/process-execute-success-async'

/** A job executed with `Prefer: respond-async`. */
const quickJob = (subject: Subject): Promise<LaunchedJob | undefined> => subject.once('quick job', async () => subject.runs.quick && launch(subject, subject.runs.quick))

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
    sentence: 'That answer has a Location: the absolute address of the job, on the same server',
    problems: ({ launch }) => {
      const location = launch.headers['location'] ?? ''
      return [
        ...unless(/^https?:\/\//.test(location), `Location is ${quote(launch.headers['location'])}; expected an absolute address.`),
        ...unless(!URL.canParse(location) || new URL(location).origin === new URL(launch.finalUrl).origin, `Location leads to ${location}; expected ${new URL(launch.finalUrl).origin}, which was asked.`)
      ]
    }
  },
  {
    id: 'execution/async/location-works',
    requirement: success,
    level: 'must',
    sentence: 'The job is read at its Location',
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

const others: readonly Check<Subject>[] = [
  {
    id: 'execution/async/ids',
    requirement: 'security considerations of the standard',
    level: 'must',
    sentence: 'Every job has an id of its own',
    run: async ({ launched }) => {
      const ids = launched.map(({ id }) => id)
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
      return ids.length === 0 ? skip(noJob) : judge(twice.map(id => `The id ${JSON.stringify(id)} was given twice.`), [], `${ids.length} jobs were launched.`)
    }
  },
  {
    id: 'execution/sync',
    requirement: '/req/core/process-execute-default-execution-mode',
    level: 'must',
    sentence: 'A process that has sync-execute answers with its results where nothing is preferred',
    run: async subject => {
      const { client, runs: { quick }, processes } = subject
      const process = processes.find(({ id, description }) => id === quick?.process && isSync(description))
      if (quick === undefined || process === undefined) return skip('No process was found that succeeds soon and has sync-execute.')
      const exchange = await client.send('POST', quick.executionUrl, { body: { inputs: quick.inputs } })
      return judge(unless([200, 204].includes(exchange.status), `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 200.`), [exchange])
    }
  },
  {
    id: 'execution/no-such-process',
    requirement: '/req/core/process-execute-op; /req/core/process-exception/no-such-process',
    level: 'must',
    sentence: 'An execution of a process that is not there is answered with 404',
    run: async ({ client, base }) => {
      const exchange = await client.send('POST', `${base}/processes/jobdouble-check-no-such-process/execution`, { body: { inputs: {} } })
      return judge(unless(exchange.status === 404, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 404.`), [exchange])
    }
  },
  {
    id: 'execution/input-validation',
    requirement: '/req/core/process-execute-input-validation',
    level: 'must',
    sentence: 'An execution without an input that must be there is refused, or becomes a failed job',
    run: async subject => {
      const process = subject.processes.find(({ description }) => hasRequiredInputs(description))
      if (process === undefined) return skip('No process has an input that must be there.')
      const { client, settings: { timeout } } = subject
      const answer = await client.send('POST', process.executionUrl, { body: { inputs: {} } })
      if (answer.status >= 400) return judge(unless(answer.status < 500, `${nameOf(answer)} without inputs was answered with ${answerOf(answer)}; expected 400.`), [answer], `Refused with ${answer.status}.`)
      const job = await launch(subject, { process: process.id, executionUrl: process.executionUrl, inputs: {} })
      const end = job && await waitFor(subject, job, ['failed'], timeout)
      return judge(unless(end !== undefined && statusOf(end) === 'failed', `${nameOf(answer)} without inputs was answered with ${answerOf(answer)}; expected 400, or a job that fails.`), [answer, ...end === undefined ? [] : [end]], 'It became a failed job.')
    }
  }
]

export const executionChecks: readonly Check<Subject>[] = [...asyncChecks, ...others]
