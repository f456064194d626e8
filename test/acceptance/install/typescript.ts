/** TypeScript at its strictest against the package's types: both kinds of modules, with and without Fastify. */
import { npmInstall } from '../npm.ts'
import { run, type Tally } from '../tools.ts'
import { inProject } from './project.ts'

const program = (extra: string) => `
import { createDouble, type Double, type JobDetails, type Seed, type Transition } from 'jobdouble'
${extra}
export async function main (): Promise<void> {
  const seed: Seed = { jobs: [{ id: 'a', process: 'hold', plan: { running: 'forever' } }] }
  const double: Double = await createDouble({ clock: 'manual', seed, dismiss: 'gone' })
  const steps: readonly Transition[] = await double.clock.advance('1s')
  const job: JobDetails | undefined = double.jobs.get('a')
  const answer = await double.app.inject({ method: 'DELETE', url: '/jobs/a', headers: { accept: 'application/json' } })
  const numbers: readonly number[] = [answer.statusCode, steps.length, job?.progress ?? 0]
  check(double)
  await double.close()
  return void numbers
}
// @ts-expect-error There is no such policy.
void createDouble({ dismiss: 'forget' })
// @ts-expect-error A seed has no such member.
void createDouble({ seed: { job: [] } })
`

const withFastify = `
import type { FastifyInstance } from 'fastify'
const check = ({ app }: Double): FastifyInstance => app.addHook('onRequest', async request => request.log.info(request.url))
`

const withoutFastify = `
// @ts-expect-error Without Fastify the app has what the double declares.
const check = ({ app }: Double): unknown => app.addHook
`

const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, target: 'ES2022', lib: ['ES2022'], skipLibCheck: false, noEmit: true }

interface Project {
  readonly name: string
  readonly type: 'module' | 'commonjs'
  readonly options: object
  /** Packages beside TypeScript and the double. */
  readonly packages: readonly string[]
}

const node = ['@types/node@20.19.43']
const kinds = ['module', 'commonjs'] as const
const projects: readonly Project[] = [
  ...kinds.map(type => ({ name: `${type}, module node16, with nothing else`, type, options: { module: 'node16', types: [] }, packages: [] })),
  ...kinds.map(type => ({ name: `${type}, module nodenext, with Fastify 5`, type, options: { module: 'nodenext', types: ['node'] }, packages: [...node, 'fastify@5.12.8'] })),
  { name: 'a bundler', type: 'module', options: { module: 'esnext', moduleResolution: 'bundler', types: [] }, packages: [] },
  { name: 'commonjs, resolved as before package exports', type: 'commonjs', options: { module: 'commonjs', moduleResolution: 'node10', types: [] }, packages: [] }
]

async function compile (tally: Tally, packed: string, { name, type, options, packages }: Project): Promise<void> {
  const fastify = packages.some(name => name.startsWith('fastify@'))
  const files = {
    'package.json': JSON.stringify({ private: true, type }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files: ['main.ts'] }),
    'main.ts': program(fastify ? withFastify : withoutFastify)
  }
  await inProject(files, async folder => {
    await npmInstall(folder, [packed, 'typescript@5.9.3', ...packages])
    const { code, out, err } = await run(process.execPath, ['node_modules/typescript/bin/tsc'], { seconds: 120, cwd: folder })
    tally.note(code === 0, `types: ${name}`, out + err)
  })
}

export async function checkTypes (tally: Tally, packed: string): Promise<void> {
  for (const project of projects) await compile(tally, packed, project)
}
