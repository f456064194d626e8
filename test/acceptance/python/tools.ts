/** Environments: the tools of a developer, and fresh ones as users have them. */
import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npmInstall, plainEnvironment } from '../npm.ts'
import { must, python, type Ran, run, type Tally, workshop } from '../tools.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const ownFolder = fileURLToPath(new URL('.', import.meta.url))
export const folder = workshop('python')

/** The environment without variables that name a double or a Node of this machine. */
export const env = Object.fromEntries(Object.entries(plainEnvironment).filter(([name]) => !/^(JOBDOUBLE|PYTEST)_/.test(name)))
export const limits = { seconds: 300, cwd: root, env }

/** The Python with the tools to check and build the package. */
export async function toolsPython (): Promise<string> {
  const pins = join(ownFolder, 'requirements.txt')
  return python(folder, ['-r', pins], await readFile(pins, 'utf8'))
}

/** A fresh environment with `wanted`, installed by the pip of the tools. */
export async function environment (tools: string, name: string, wanted: readonly string[], interpreter = tools): Promise<string> {
  const place = join(folder, 'environments', name)
  await rm(place, { recursive: true, force: true })
  await must(interpreter, ['-m', 'venv', '--without-pip', place], limits)
  const program = join(place, 'bin/python')
  await must(tools, ['-m', 'pip', '--disable-pip-version-check', '--python', program, 'install', '-q', ...wanted], limits)
  return program
}

/** The folder of a Node of this version. */
export async function nodeFolder (version: string): Promise<string> {
  const place = join(workshop('install'), `node-${version}`)
  const name = `node-linux-${process.arch}`
  await npmInstall(place, [`${name}@${version}`])
  return join(place, 'node_modules', name, 'bin')
}

/** An environment with only these folders in its path. */
export const onlyOnPath = (...folders: readonly string[]): NodeJS.ProcessEnv => ({ ...env, PATH: folders.join(delimiter) })

export const binOf = (program: string): string => dirname(program)

/** Runs a command that must succeed; its output is part of the error. */
export async function check (tally: Tally, sentence: string, ran: Promise<Ran>): Promise<Ran> {
  const { code, out, err } = await ran
  tally.note(code === 0, sentence, out + err)
  return { code, out, err }
}

/** Runs tests, and counts each of them. */
export async function pytest (tally: Tally, sentence: string, program: string, args: readonly string[], options: { cwd?: string, env?: NodeJS.ProcessEnv } = {}): Promise<Ran> {
  const ran = await run(program, ['-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', ...args], { ...limits, ...options })
  const passed = /(\d+) passed/.exec(ran.out)?.[1]
  tally.note(ran.code === 0 && passed !== undefined, `${sentence} (${passed ?? 0} tests)`, ran.out + ran.err)
  return ran
}

/** The bytes of each file of a folder, as digests by name. */
export async function digests (place: string): Promise<Record<string, string>> {
  const names = (await readdir(place)).sort()
  return Object.fromEntries(await Promise.all(names.map(async name => [name, createHash('sha256').update(await readFile(join(place, name))).digest('hex')] as const)))
}
