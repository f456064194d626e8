import t from 'tap'
import type { ProgressionBody } from '../../../schemas/control/lifecycle.ts'
import { build } from '../../helper.ts'

/** The progression of a model, and the plan of a job that would run for five seconds. */
const progressions: [body: ProgressionBody, progression: object, plan: object][] = [
  [{ progression: 'immediate' }, { progression: 'immediate' }, { accepted: 0, running: 0 }],
  [{ progression: 'time' }, { progression: 'time', seconds: 10 }, { accepted: 0, running: 10 }],
  [{ progression: 'time', seconds: 3 }, { progression: 'time', seconds: 3 }, { running: 3 }],
  [{ progression: 'manual' }, { progression: 'manual' }, { accepted: 'forever' }],
  [{ progression: 'manual', times: 2 }, { progression: 'manual', times: 2 }, { accepted: 'forever' }],
  [{ progression: 'stuck' }, { progression: 'stuck' }, { running: 'forever' }],
  [{ progression: 'fail' }, { progression: 'fail' }, { running: 0, outcome: 'failed' }],
  [{ progression: 'fail', reason: 'No space left' }, { progression: 'fail', reason: 'No space left' }, { running: 0, outcome: 'failed' }]
]

t.test('the jobs of a model go on as it is set, until it is unset', async t => {
  const double = await build(t)
  for (const [body, progression, plan] of progressions) {
    double.lifecycle.set('ogc::echo', body)
    t.same(double.lifecycle.get('ogc::echo'), progression)
    t.match(await double.jobs.add({ process: 'echo', inputs: { message: 'x', pause: 5 } }), { plan, ...('reason' in progression && { status: 'failed', reason: progression.reason }) }, JSON.stringify(body))
  }
  double.lifecycle.unset('ogc::echo')
  t.equal(double.lifecycle.get('ogc::echo'), undefined)
  double.lifecycle.set('tator::transcode', { progression: 'stuck' })
  double.lifecycle.clear()
  t.equal(double.lifecycle.get('tator::transcode'), undefined)
})
