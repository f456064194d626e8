import t, { type Test } from 'tap'
import { Client } from '../../../../src/check/client.ts'
import { createOnce } from '../../../../src/check/once.ts'
import { ogcChecks } from '../../../../src/check/ogc/check-ogc.ts'
import { discover } from '../../../../src/check/ogc/discover.ts'
import { type JudgedCheck, runChecks } from '../../../../src/check/run-checks.ts'
import { createDouble } from '../../../../src/create-double.ts'
import { combined, type Fault, startProxy } from '../../../acceptance/check/proxy.ts'
import { deploymentFaults } from './deployment-faults.ts'
import { stub } from './deployment-stub.ts'

const settings = { settle: 1, timeout: 2, process: 'echo', slowProcess: 'hold' }
const checks = ogcChecks.filter(({ id }) => id.startsWith('deploy/'))

const pattern = (id: string): RegExp => new RegExp(`^${id.replaceAll('*', '[^/]+')}$`)
const isAbout = (about: readonly string[]) => ({ id }: { readonly id: string }): boolean => about.some(name => pattern(name).test(id))

/** A server that deploys, behind a proxy whose fault can be changed. @returns what judges it with a fault */
async function deployingServer (t: Test): Promise<(fault?: Partial<Fault>, about?: readonly string[]) => Promise<JudgedCheck[]>> {
  const double = await createDouble({ port: 0, seed: {} })
  let current: Partial<Fault> = stub
  const proxy = await startProxy(double.url, { before: context => current.before?.(context), after: (answer, context) => current.after?.(answer, context) })
  t.teardown(async () => {
    await proxy.close()
    await double.close()
  })
  const subject = await discover(proxy.url, settings)
  return async (fault = {}, about = ['deploy/**']) => {
    current = combined([stub, fault])
    const fresh = { ...subject, once: createOnce(), deployed: new Set<string>(), client: new Client({ headers: {}, timeout: 5 }) }
    const judged = await runChecks(about[0] === 'deploy/**' ? checks : checks.filter(isAbout(about)), fresh, () => undefined)
    current = stub
    await Promise.all([...fresh.deployed].map(url => fresh.client.delete(url)))
    return judged
  }
}

const sentenceOf = ({ id, outcome: { verdict, detail } }: JudgedCheck): string => `${id} ${verdict}: ${detail}`

t.test('each check of a deployment finds a fault that it is about, and nothing where there is none', async t => {
  const judge = await deployingServer(t)
  const faultless = await judge()
  t.same(faultless.filter(({ outcome }) => outcome.verdict !== 'passed').map(sentenceOf), [])
  const found = new Set<string>()
  for (const fault of deploymentFaults) {
    const judged = await judge(fault, fault.about)
    const failed = judged.filter(({ outcome }) => outcome.verdict === 'failed')
    t.ok(fault.about.every(name => failed.some(({ id }) => pattern(name).test(id))), fault.name, { judged: judged.map(sentenceOf) })
    for (const { id } of failed) found.add(id)
  }
  t.same(checks.filter(({ id, level }) => level !== 'observed' && !found.has(id)).map(({ id }) => id), [], 'every check that can fail')
})
