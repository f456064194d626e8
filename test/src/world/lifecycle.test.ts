import t from 'tap'
import { Lifecycle } from '../../../src/world/lifecycle.ts'
import { plan } from '../../helper.ts'

t.test('without a word about how jobs go on, a plan is as it is', async t => {
  const lifecycle = new Lifecycle()
  t.equal(lifecycle.apply('ogc', 'echo', plan), plan)
  lifecycle.set('tator::job', { progression: 'immediate' })
  t.equal(lifecycle.apply('ogc', 'echo', plan), plan)
})

t.test('what is said of one process or algorithm comes before what is said of all jobs of its API', async t => {
  const lifecycle = new Lifecycle()
  lifecycle.set('ogc::job', { progression: 'time', seconds: 5 })
  lifecycle.set('ogc::echo', { progression: 'time', seconds: 7 })
  lifecycle.set('tator::demo', { progression: 'stuck' })
  t.equal(lifecycle.apply('ogc', 'echo', plan).running, 7000)
  t.equal(lifecycle.apply('ogc', 'hold', plan).running, 5000)
  t.equal(lifecycle.apply('ogc', 'demo', plan).running, 5000)
  t.equal(lifecycle.apply('tator', 'demo', plan).stuck, true)
  t.equal(lifecycle.apply('tator', 'echo', plan), plan)
})

t.test('what was said can be read and taken back', async t => {
  const lifecycle = new Lifecycle()
  lifecycle.set('ogc::job', { progression: 'manual', times: 2 })
  lifecycle.set('ogc::echo', { progression: 'immediate' })
  t.same([lifecycle.get('ogc::job'), lifecycle.get('ogc::hold')], [{ progression: 'manual', times: 2 }, undefined])
  lifecycle.unset('ogc::echo')
  t.same(lifecycle.apply('ogc', 'echo', plan).manual, { times: 2, told: 0 })
  lifecycle.clear()
  t.equal(lifecycle.apply('ogc', 'echo', plan), plan)
})
