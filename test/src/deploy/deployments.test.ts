import t from 'tap'
import { Capacity } from '../../../src/bounds/capacity.ts'
import type { DeployedProcess } from '../../../src/deploy/deployed-process.ts'
import { Deployments } from '../../../src/deploy/deployments.ts'
import { Validators } from '../../../src/inputs/validators.ts'
import { echo } from '../../../src/processes/echo.ts'
import type { Process } from '../../../src/processes/process.ts'
import { ManualClock } from '../../manual-clock.ts'

const processOf = (id: string, version = '1'): Process => ({ ...echo, id, version, mutable: true, package: { mediaType: 'application/cwl', body: Buffer.alloc(90) } })
const deployed = (id: string, version = '1'): DeployedProcess<object> => ({ process: processOf(id, version), description: { a: 56 }, validators: new Validators(), name: id, owner: undefined })
const now = { after: 0, outcome: 'deployed', keepsRevision: false } as const

function start (limit = 3, bytes = 1000) {
  const clock = new ManualClock()
  const capacity = new Capacity(bytes, limit => `at most ${limit} bytes`)
  const seeded = new Map([['echo', echo], ['seeded', { ...echo, id: 'seeded', mutable: true }]])
  let jobs = 0
  const deployments = new Deployments({ clock, limit, bytes: capacity, seeded: () => seeded, nextJob: () => jobs })
  return { clock, capacity, deployments, seeded, submit: () => jobs++ }
}

t.test('a world without deployments has the very processes of its seed', async t => {
  const { deployments, seeded } = start()
  t.equal(deployments.processes, seeded)
  t.ok(deployments.isUntouched)
  deployments.put(deployed('a'), now)
  t.same([...deployments.processes.keys()], ['echo', 'seeded', 'a'])
  t.equal(deployments.processes, deployments.processes, 'merged once')
  deployments.clear()
  t.equal(deployments.processes, seeded)
  t.ok(deployments.isUntouched)
})

t.test('deployed processes are bounded in count, those that wait included', async t => {
  const { deployments } = start()
  for (const id of ['a', 'b']) deployments.put(deployed(id), now)
  deployments.put(deployed('c'), { ...now, after: 1000 })
  t.throws(() => deployments.put(deployed('d'), now), { message: 'A world may have 3 deployed processes (--max-deployed), and there is no room for more. Undeploy some, or start with a higher limit.' })
  t.same([...deployments.processes.keys()], ['echo', 'seeded', 'a', 'b'])
  deployments.remove('a')
  t.equal(deployments.put(deployed('d'), now).status, 'deployed')
})

t.test('deployed processes are bounded in bytes, which come back', async t => {
  const { deployments, capacity, clock } = start(10, 250)
  deployments.put(deployed('a'), now)
  t.equal(capacity.used, 98)
  deployments.put(deployed('a', '2'), now)
  t.equal(capacity.used, 98, 'replaced')
  deployments.put(deployed('b'), { after: 1000, outcome: 'failed', keepsRevision: false })
  t.throws(() => deployments.put(deployed('c'), now), { message: 'at most 250 bytes' })
  clock.advance(1000)
  t.same([deployments.find('deployment-3')?.status, capacity.used], ['failed', 98])
  deployments.remove('a')
  t.equal(capacity.used, 0)
  deployments.put(deployed('a'), now)
  deployments.clear()
  t.equal(capacity.used, 0)
})

t.test('a job keeps the process that it was submitted to', async t => {
  const { deployments, submit } = start()
  const versionFor = (ordinal: number) => deployments.ranBy({ process: 'a', ordinal })?.version
  deployments.put(deployed('a'), now)
  const first = submit()
  deployments.put(deployed('a', '2'), now)
  const second = submit()
  deployments.remove('a')
  t.same([versionFor(first), versionFor(second), versionFor(submit())], ['1', '2', undefined])
  deployments.put(deployed('a', '3'), now)
  t.same([versionFor(first), versionFor(second), versionFor(submit())], ['1', '2', '3'])
  for (const version of ['4', '5']) deployments.put(deployed('a', version), now)
  t.equal(versionFor(first), '2', 'as many are kept as may be deployed, and then the next one stands in')
})

t.test('a process of the seed is undeployed, deployed again and replaced', async t => {
  const { deployments } = start()
  deployments.put(deployed('seeded', '2'), now)
  t.equal(deployments.processes.get('seeded')?.version, '2')
  deployments.remove('seeded')
  t.same([deployments.processes.has('seeded'), deployments.undeployed, deployments.deployed], [false, ['seeded'], []])
  t.equal(deployments.put(deployed('seeded', '3'), now).action, 'deploy')
  t.same([deployments.processes.get('seeded')?.version, deployments.undeployed], ['3', []])
})

t.test('only so many deployments that are over are remembered', async t => {
  const { deployments, clock } = start()
  deployments.put(deployed('waiting'), { ...now, after: 5000 })
  for (let count = 0; count < 1002; count++) deployments.put(deployed('a', String(count)), now)
  const ids = deployments.list().map(({ id }) => id)
  t.same([ids.length, ids[0], ids.at(-2), ids.at(-1)], [1001, 'deployment-1003', 'deployment-4', 'deployment-1'])
  clock.advance(5000)
  t.equal(deployments.list().at(-1)?.status, 'deployed')
})

t.test('a process without a package takes the room of its description', async t => {
  const { deployments, capacity } = start()
  const { package: _, ...process } = processOf('a')
  deployments.put({ ...deployed('a'), process }, now)
  t.equal(capacity.used, 8)
})

t.test('numbers for processes pass over those that are taken', async t => {
  const { deployments } = start()
  deployments.put(deployed('1'), now)
  deployments.put(deployed('2'), { ...now, after: 1000 })
  t.same([deployments.nextInteger(), deployments.nextInteger()], ['3', '4'])
  t.equal(deployments.get('1')?.name, '1')
})
