import t from 'tap'
import { type CheckOptions, checkUsage } from '../../../src/check/options.ts'

const tator: CheckOptions = { api: 'tator', project: 1, algorithm: 'demo', token: 'key' }

t.test('options of one API are those of its checks', async t => {
  for (const options of [{}, { api: 'ogc', process: 'echo', strict: true }, { token: 'key', headers: { accept: 'a/b' } }, { strict: false, ...tator }, { ...tator, viewToken: 'key', otherProject: 2 }] as const) t.doesNotThrow(() => checkUsage(options))
})

t.test('what belongs to another API, is missing or is none is refused with a sentence', async t => {
  const cases: [CheckOptions, string][] = [
    [{ api: 'wps' as 'ogc' }, 'api (--api) is "wps"; expected ogc or tator.'],
    [{ viewToken: 'key' }, 'viewToken (--view-token) is an option of the API tator, and this check is for ogc; omit it, or set api (--api) to tator.'],
    [{ token: 'key', headers: { Authorization: 'Basic key' } }, 'token (--token) was given together with a header Authorization; expected one of them.'],
    [{ ...tator, slowProcess: 'hold' }, 'slowProcess (--slow-process) is an option of the API ogc, and this check is for tator; omit it, or set api (--api) to ogc.'],
    [{ packageUrl: 'tool.cwl' }, 'packageUrl (--package-url) is "tool.cwl"; expected an address that begins with http:// or https://.'],
    [{ ...tator, strict: true }, 'strict (--strict) is an option of the API ogc, and this check is for tator; omit it, or set api (--api) to ogc.'],
    [{ api: 'tator', project: 1 }, 'algorithm (--algorithm) is missing; the API tator needs project (--project), algorithm (--algorithm), token (--token).'],
    [{ ...tator, project: 1.5 }, 'project (--project) is 1.5; expected the id of a project, a whole number.'],
    [{ ...tator, viewToken: 'Token key' }, 'viewToken (--view-token) is not a key; expected one without spaces, and without "Token" or "Bearer" before it.']
  ]
  for (const [options, message] of cases) t.throws(() => checkUsage(options), { message })
})
