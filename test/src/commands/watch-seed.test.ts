import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fileVersion, watchSeed } from '../../../src/commands/watch-seed.ts'
import { startDouble } from '../../../src/create-double.ts'
import { readSeedFile } from '../../../src/seed/seed-file.ts'

t.test('a seed that has changed is read again: worlds are reset; one that is wrong is said, and the old one stays', async t => {
  const file = join(t.testdir({ 'seed.yaml': 'jobs: [{ id: one }]' }), 'seed.yaml')
  const { double, reseed } = await startDouble({ port: 0, maxJobs: 2, seed: await readSeedFile(file) })
  t.teardown(() => double.close())
  const reports: string[] = []
  let notify = () => {}
  const end = watchSeed(file, { version: await fileVersion(file), interval: 10, read: () => readSeedFile(file), use: reseed, report: problem => { reports.push(problem?.message ?? 'used'); notify() } })
  t.teardown(end)
  const changed = async (text: string) => {
    const next = new Promise<void>(resolve => { notify = resolve })
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
    await next
    return reports.at(-1)
  }
  const ids = async (path: string, headers = {}) => (await (await fetch(`${double.url}${path}/jobs`, { headers })).json() as { jobs: { jobID: string }[] }).jobs.map(({ jobID }) => jobID)
  t.same([await ids(''), await ids('/w/a')], [['one'], ['one']])
  t.equal(await changed('jobs: [{ id: two }]\nusers: [{ name: u, token: k, world: b }]'), 'used')
  t.same([await ids(''), await ids('/w/a')], [['two'], ['two']])
  t.match(await changed('jobs: [{ age: old }]'), /seed\.yaml is wrong:\n.*age: "old" came; expected number/)
  t.match(await changed('jobs: [{}, {}, {}]'), /^The store is full \(2 jobs, --max-jobs\)/)
  t.same([await ids(''), await ids('/w/c')], [['two'], ['two']])
  await double.world('b').reset({ jobs: [{ id: 'of-b' }] })
  t.same(await ids('', { authorization: 'Token k' }), ['of-b'], 'tokens are those of the seed')
  await double.reset({ jobs: [{ id: 'three' }] })
  await double.world('a').reset()
  t.equal(await changed('jobs: [{ id: four }]'), 'used')
  await double.reset()
  t.same([await ids(''), await ids('', { authorization: 'Token k' })], [['four'], ['four']])
})

t.test('a seed that changes after it was read is noticed, even if nobody watched it then; one that stays is not read again', async t => {
  const file = join(t.testdir({ 'seed.yaml': 'jobs: [{ id: one }]' }), 'seed.yaml')
  const version = await fileVersion(file)
  writeFileSync(file, 'jobs: [{ id: later }]')
  // The watcher does not keep the process alive.
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  let reads = 0
  const used = await new Promise(resolve => {
    t.teardown(watchSeed(file, { version, interval: 1, read: () => { reads++; return readSeedFile(file) }, use: resolve, report: () => {} }))
  })
  t.match(used, { jobs: [{ id: 'later' }] })
  await new Promise(resolve => setTimeout(resolve, 20))
  t.equal(reads, 1)
  rmSync(file)
  t.equal(await fileVersion(file), 'missing')
})
