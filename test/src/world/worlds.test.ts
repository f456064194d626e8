import t from 'tap'
import type { World } from '../../../src/world/world.ts'
import { worldName, Worlds, type WorldsOptions } from '../../../src/world/worlds.ts'

/** Worlds on a clock of the test, with the names of created and closed ones. */
function several (options: Partial<WorldsOptions> = {}) {
  const time = { now: 0 }
  const events: string[] = []
  const create = (name: string) => {
    events.push(`made ${name}`)
    return { name, close: () => { events.push(`closed ${name}`) }, reset: async () => { events.push(`reset ${name}`) } } as unknown as World
  }
  return { time, events, worlds: new Worlds({ create, now: () => time.now, ...options }) }
}

t.test('a world is made when it is first asked for, and stays the same', async t => {
  const { worlds, events } = several()
  const one = worlds.get('one')
  t.equal(worlds.get('one'), one)
  t.not(worlds.get('other'), one)
  t.equal(worlds.get('default'), worlds.default)
  t.same(events, ['made default', 'made one', 'made other'])
  t.same(worlds.names, ['default', 'one', 'other'])
})

t.test('where there is no room, the one that nobody used for the longest time goes; never the default one', async t => {
  const { worlds, events, time } = several({ most: 2 })
  for (const name of ['a', 'b', 'default', 'a', 'c', 'd']) {
    time.now += 60_000
    worlds.get(name)
  }
  t.same(events, ['made default', 'made a', 'made b', 'closed b', 'made c', 'closed a', 'made d'])
  t.same(worlds.names, ['default', 'c', 'd'])
})

t.test('a world that was used within the last minute is not pushed out: then there is no room for a new one', async t => {
  const { worlds, time } = several({ most: 1 })
  worlds.get('a')
  time.now = 59_999
  t.throws(() => worlds.get('b'), { name: 'Error', statusCode: 503, message: /no room for the world "b": the limit of 1 worlds.*within the last minute.*DELETE/ })
  t.same(worlds.names, ['default', 'a'])
  worlds.get('a')
  time.now = 60_000
  t.throws(() => worlds.get('b'))
  time.now = 119_999
  worlds.get('b')
  t.same(worlds.names, ['default', 'b'])
})

t.test('a world stays while a request to it is under way, and a minute longer', async t => {
  const { worlds, time } = several({ most: 1, idle: 100_000 })
  const leave = worlds.enter(worlds.get('a'))
  time.now = 1e9
  t.throws(() => worlds.get('b'), { message: /no room/ })
  leave()
  t.throws(() => worlds.get('b'), { message: /no room/ })
  time.now += 60_000
  worlds.get('b')
  t.same(worlds.names, ['default', 'b'])
  worlds.enter(worlds.default)()
})

t.test('worlds that were idle for long go when a new one comes', async t => {
  const { worlds, time } = several({ idle: 1000 })
  worlds.get('a')
  worlds.get('b')
  time.now = 999
  worlds.get('b')
  worlds.get('c')
  t.same(worlds.names, ['default', 'a', 'b', 'c'])
  time.now = 1000
  worlds.get('b')
  t.same(worlds.names, ['default', 'a', 'b', 'c'], 'who uses a world that is there pays nothing for the others')
  worlds.get('d')
  t.same(worlds.names, ['default', 'b', 'c', 'd'])
})

t.test('a world stays for an hour unless it is said otherwise', async t => {
  const { worlds, time } = several()
  worlds.get('a')
  time.now = 3_599_999
  worlds.get('b')
  t.same(worlds.names, ['default', 'a', 'b'])
  time.now = 3_600_000
  worlds.get('c')
  t.same(worlds.names, ['default', 'b', 'c'])
})

t.test('a world that is removed is closed, and made anew when it is asked for; the default one is reset', async t => {
  const { worlds, events } = several()
  worlds.get('a')
  await worlds.remove('a')
  await worlds.remove('nobody')
  await worlds.remove('default')
  worlds.get('a')
  t.same(events.slice(1), ['made a', 'closed a', 'reset default', 'made a'])
})

t.test('a world apart is reached by a name of its own while it is needed, is never among the others, and is closed whatever happens', async t => {
  const { worlds, events, time } = several({ most: 1 })
  worlds.get('a')
  time.now = 60_000
  const apart = { close: () => { events.push('closed apart') } } as unknown as World
  const used = await worlds.withIsolated(apart, async name => {
    t.equal(worlds.get(name), apart)
    t.same(worlds.names, ['default', 'a'])
    return name
  })
  t.not(worlds.get(used), apart)
  await t.rejects(worlds.withIsolated(apart, async () => { throw new Error('The disk is full.') }), { message: 'The disk is full.' })
  t.same(events.slice(2), ['closed apart', 'closed a', `made ${used}`, 'closed apart'])
})

t.test('all worlds close together', async t => {
  const { worlds, events } = several()
  worlds.get('a')
  worlds.close()
  t.same(events.slice(2), ['closed a', 'closed default'])
})

t.test('a name of a world needs no escapes', async t => {
  for (const name of ['a', 'test-1', 'A.b_c~d', 'x'.repeat(100)]) t.match(name, worldName)
  for (const name of ['', 'a b', 'a/b', 'ä', 'a%20', 'x'.repeat(101)]) t.notMatch(name, worldName)
})
