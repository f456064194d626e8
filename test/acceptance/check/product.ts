/** The built package, as users import it: the double and the checker communicate over HTTP only. */
import type * as double from '../../../src/index.ts'
import type * as checker from '../../../src/check/index.ts'

const load = async <T>(name: string): Promise<T> => await import(new URL(`../../../dist/${name}.js`, import.meta.url).href) as T

export const { createDouble } = await load<typeof double>('index')
export const { check, learn } = await load<typeof checker>('check')

type Seed = NonNullable<NonNullable<Parameters<typeof createDouble>[0]>['seed']>

/** Processes with which a job can reach every state: the built-in ones, and one whose jobs stay accepted. */
export const seed: Seed = {
  processes: [{ id: 'queue', title: 'Queue', inputs: {}, outputs: {}, plan: { accepted: 600, running: 1 } }],
  projects: [
    { id: 1, name: 'Demonstration', media: [1, 2, 3], algorithms: [{ name: 'demo', plan: { accepted: 1.5, running: 60 } }, { name: 'quick', plan: { running: 0.2 } }, { name: 'broken', plan: { running: 0.2, outcome: 'failed' } }] },
    { id: 2, name: 'Other' }
  ],
  users: [
    { name: 'execute', password: 'execute', token: 'execute-token', projects: { 1: 'execute', 2: 'execute' } },
    { name: 'view', password: 'view', token: 'view-token', projects: { 1: 'view' } }
  ]
}

type CheckOptions = NonNullable<Parameters<typeof check>[1]>

/** The options to check the seed's server of Tator. */
export const tatorOptions: CheckOptions = { api: 'tator', project: 1, algorithm: 'demo', quickAlgorithm: 'quick', failingAlgorithm: 'broken', token: 'execute-token', viewToken: 'view-token', otherProject: 2, settle: 1, timeout: 10 }

/** The options to check the seed's server of OGC API – Processes. */
export const ogcOptions: CheckOptions = { settle: 2, timeout: 10 }
