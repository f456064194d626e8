/** Each fault between checker and double, and whether a check for it fails. */
import type { Tally } from '../tools.ts'
import { parallel } from './parallel.ts'
import { check, createDouble, ogcOptions, seed, tatorOptions } from './product.ts'
import { type Fault, startProxy } from './proxy.ts'

interface Outcome { readonly fault: Fault, readonly failed: readonly string[], readonly caught: boolean }

const pattern = (id: string): RegExp => new RegExp(`^${id.replaceAll('*', '[^/]+')}$`)

/** Checks a double behind a proxy with this fault. @returns the failed checks */
async function judgeFault (fault: Partial<Fault>): Promise<string[]> {
  const double = await createDouble({ port: 0, seed, ...fault.settings })
  const proxy = await startProxy(double.url, fault)
  try {
    const { checks } = await check(proxy.url, fault.settings?.['tator'] === undefined ? ogcOptions : tatorOptions)
    return checks.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
  } finally {
    await proxy.close()
    await double.close()
  }
}

export async function judgeFaults (tally: Tally, faults: readonly Fault[], atOnce: number, least: number): Promise<void> {
  const outcomes: Outcome[] = []
  await parallel(faults, atOnce, async fault => {
    const failed = await judgeFault(fault)
    const caught = fault.about.some(id => failed.some(name => pattern(id).test(name)))
    outcomes.push({ fault, failed, caught })
    console.log(`${caught ? 'caught' : failed.length > 0 ? 'OTHER ' : 'MISSED'} ${fault.name}: ${caught ? failed.filter(name => fault.about.some(id => pattern(id).test(name)))[0] : failed.join(', ') || 'no check failed'}`)
  })
  const caught = outcomes.filter(({ caught }) => caught).length
  const byOthers = outcomes.filter(({ caught, failed }) => !caught && failed.length > 0)
  tally.note(outcomes.length >= least, `there are ${outcomes.length} faults; expected ${least} at least`)
  tally.note(caught / outcomes.length >= 0.95, `${caught} of ${outcomes.length} faults are caught by a check that is about them; expected 95 %`, outcomes.filter(({ caught }) => !caught).map(({ fault }) => fault.name).join('\n'))
  tally.note(byOthers.length === 0, `${byOthers.length} faults are caught by an unrelated check alone; expected none`, byOthers.map(({ fault, failed }) => `${fault.name}: ${failed.join(', ')}`).join('\n'))
}

/** The proxy without a fault causes no failure. */
export async function judgeFaultless (tally: Tally, faultless: readonly Partial<Fault>[], atOnce: number): Promise<void> {
  const alarms: string[] = []
  await parallel(faultless, atOnce, async fault => { alarms.push(...await judgeFault(fault)) })
  tally.note(alarms.length === 0, `${faultless.length} runs without a fault raise ${alarms.length} false alarms; expected none`, alarms.join('\n'))
}
