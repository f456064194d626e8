/** The built package, as users import it: the double and the checker know each other by HTTP alone. */
import type * as double from '../../../src/index.ts'
import type * as checker from '../../../src/check/index.ts'

const load = async <T>(name: string): Promise<T> => await import(new URL(`../../../dist/${name}.js`, import.meta.url).href) as T

export const { createDouble } = await load<typeof double>('index')
export const { check, learn } = await load<typeof checker>('check')

type Seed = NonNullable<NonNullable<Parameters<typeof createDouble>[0]>['seed']>

/** A job in every state can be brought about: the built-in processes, and one whose jobs wait. */
export const seed: Seed = {
  processes: [{ id: 'queue', title: 'Queue', inputs: {}, outputs: {}, plan: { accepted: 600, running: 1 } }],
  projects: [{ id: 1, name: 'Demonstration', media: [1, 2, 3], algorithms: [{ name: 'demo', files_per_job: 1, plan: { accepted: 2, running: 60 } }] }],
  users: [
    { name: 'execute', password: 'execute', token: 'execute-token', projects: { 1: 'execute' } },
    { name: 'view', password: 'view', token: 'view-token', projects: { 1: 'view' } }
  ]
}
