import t from 'tap'
import { jobStatuses } from '../../../../../src/jobs/job.ts'
import { consequenceOf, consequenceSentence, type Observation } from '../../../../../routes/control/page/comparison/consequence.ts'
import { describePolicy } from '../../../../../routes/control/page/comparison/sources.ts'

const seen: [Observation, string, string][] = [
  [{ step: 'delete', before: 'running', after: 'running', status: 202 }, 'pending', 'Requested, not done yet: the job is still running.'],
  [{ step: 'delete', before: 'successful', after: 'successful', status: 400 }, 'refused', 'Refused. The job stays successful.'],
  [{ step: 'again', before: 'dismissed', after: 'dismissed', status: 410 }, 'refused', 'Refused. The job stays dismissed.'],
  [{ step: 'again', before: undefined, after: undefined, status: 400 }, 'refused', 'Refused. The job stays as it was.'],
  [{ step: 'results', before: undefined, after: undefined, status: 410 }, 'results removed', 'Gone: the job existed, and was removed with its results.'],
  ...(['again', 'get'] as const).map((step): [Observation, string, string] =>
    [{ step, before: undefined, after: undefined, status: 410 }, 'gone', 'Gone: the job existed, and was removed.']),
  [{ step: 'delete', before: 'accepted', after: 'accepted', status: 503 }, 'error', 'The server failed.'],
  [{ step: 'get', before: 'running', after: 'running', status: 500 }, 'error', 'The server failed.'],
  [{ step: 'get', before: undefined, after: undefined, status: 200 }, 'readable', 'The job can be read; it is there.'],
  [{ step: 'results', before: 'successful', after: 'successful', status: 200 }, 'results', 'The results can be read.'],
  [{ step: 'results', before: 'running', after: 'running', status: 404 }, 'not ready', 'The job is running: no results yet.'],
  [{ step: 'results', before: 'failed', after: 'failed', status: 500 }, 'failed', 'The job failed: it has no results, and this is why.'],
  [{ step: 'results', before: 'dismissed', after: 'dismissed', status: 404 }, 'no results', 'A job that is dismissed has no results.']
]

t.test('what a request brought about is named by what was seen', async t => {
  for (const [observation, consequence, sentence] of seen) {
    t.equal(consequenceOf(observation), consequence)
    t.equal(consequenceSentence(consequenceOf(observation), observation), sentence)
  }
  t.match([consequenceSentence('pending', { before: undefined, after: undefined }), consequenceSentence('not ready', { before: undefined, after: undefined }), consequenceSentence('no results', { before: undefined, after: undefined })],
    ['Requested, not done yet: the job is still .', 'The job is not done: no results yet.', 'A job that is dismissed has no results.'])
})

t.test('every consequence has a source, under a policy that nothing is told of too', async t => {
  for (const policy of ['retain', 'remove', 'gone', 'refuse', 'another']) {
    const { sourceOf, sentence, servers } = describePolicy(policy)
    t.ok(sentence !== '' && servers !== '', policy)
    for (const before of [...jobStatuses, undefined]) {
      for (const status of [200, 202, 400, 404, 410, 500]) t.ok(sourceOf(consequenceOf({ step: 'delete', before, after: before, status })).text.length > 3)
    }
  }
})
