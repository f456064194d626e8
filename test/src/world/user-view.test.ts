import t from 'tap'
import { openDouble } from '../../../src/create-double.ts'
import { finish } from '../../../src/jobs/steps.ts'
import { viewOfUser } from '../../../src/world/user-view.ts'
import { draft } from '../../helper.ts'

t.test('whoever sees a world as a user finds and changes the jobs of this user alone', async t => {
  const { double, worlds } = await openDouble({ clock: 'manual', seed: {} })
  t.teardown(() => double.close())
  const world = worlds.default
  const user = { id: 1, name: 'ann', password: undefined, token: 'a', active: true, levels: new Map() }
  world.submit(() => [draft({ id: 'own', user: 1 }), draft({ id: 'foreign', user: 2 }), draft({ id: 'nobody\'s', user: 0 }), draft({ id: 'last', user: 1 })])
  const seen = viewOfUser(world, user)
  t.same(['own', 'foreign', 'nobody\'s', 'unknown'].map(id => seen.jobs.get(id)?.id), ['own', undefined, undefined, undefined])
  t.equal(seen.jobs.size(), 2)
  const ids = (limit: number) => { const { jobs, hasOlder } = finish(seen.jobs.listInSteps({}, { limit })); return [jobs.map(({ id }) => id), hasOlder] }
  t.same([ids(10), ids(1)], [[['last', 'own'], false], [['last'], true]])
  for (const change of ['dismiss', 'cancel', 'remove'] as const) t.same(seen[change]('foreign'), { outcome: 'unknown' })
  seen.jobs.forget('foreign')
  t.equal(world.jobs.size(), 4)
  t.match([seen.dismiss('own', ['running']), seen.dismiss('own'), seen.cancel('last'), seen.remove('last')], [{ outcome: 'unknown' }, { outcome: 'cancelled' }, { outcome: 'cancelled' }, { outcome: 'removed' }])
  seen.jobs.forget('own')
  t.same(world.jobs.all().map(({ id }) => id), ['foreign', 'nobody\'s'])
  t.equal(viewOfUser(world, undefined).jobs.get('nobody\'s')?.id, 'nobody\'s')
  t.same([seen.settings, seen.clock, seen.name], [world.settings, world.clock, 'default'], 'all else is the world\'s')
  world.configure({ dismiss: 'gone' })
  t.equal(seen.settings.dismiss, 'gone')
})
