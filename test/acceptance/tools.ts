/** Shared by acceptance runs: programs with a time limit, and a tally of the checks. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Ran { code: number, out: string, err: string }
export interface Limits { seconds: number, cwd?: string, env?: NodeJS.ProcessEnv }

/** Kept between runs, so that packages are downloaded once. Git ignores it. */
export const workshop = (name: string) => fileURLToPath(new URL(`../../.acceptance/${name}`, import.meta.url))

/** Never rejects: a missing, failing or slow program is a result too. */
export function run (program: string, args: string[], { seconds, ...options }: Limits): Promise<Ran> {
  return new Promise(resolve => {
    const limits = { ...options, timeout: seconds * 1000, killSignal: 'SIGKILL' as const, maxBuffer: 2 ** 26 }
    execFile(program, args, limits, (error, out, err) => {
      const why = error?.killed === true ? `stopped after ${seconds} s` : typeof error?.code === 'string' ? error.message : ''
      resolve({ code: error === null ? 0 : Number(error.code) || 1, out, err: err + why })
    })
  })
}

/** The same for a step that is required for all others: its failure ends the run. */
export async function must (program: string, args: string[], limits: Limits): Promise<Ran> {
  const ran = await run(program, args, limits)
  if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')}\n${ran.out}${ran.err}`)
  return ran
}

/** A missing program fails the run: nothing is skipped. */
export async function need (program: string, args: string[], wanted: string): Promise<string> {
  const { code, out } = await run(program, args, { seconds: 60 })
  if (code !== 0) throw new Error(`These tests need ${wanted} as \`${program}\`, and it was not found.`)
  return out
}

const VERSION = 'import sys, venv, ensurepip; print(sys.prefix, sys.version); sys.exit(sys.version_info < (3, 10))'
const PYTHON = 'Python 3.10 or newer with venv (the pinned packages run on no older one)'

/** A Python environment in `folder` with `wanted` (arguments of pip), created again when `pins` or the machine's Python change. */
export async function python (folder: string, wanted: string[], pins: string): Promise<string> {
  const stamp = await need('python3', ['-c', VERSION], PYTHON) + pins
  const [program, note] = [join(folder, 'venv/bin/python'), join(folder, 'installed')]
  if (await readFile(note, 'utf8').catch(() => '') === stamp) return program
  await mkdir(folder, { recursive: true })
  await rm(note, { force: true })
  await must('python3', ['-m', 'venv', '--clear', join(folder, 'venv')], { seconds: 120 })
  await must(program, ['-m', 'pip', '--disable-pip-version-check', 'install', ...wanted], { seconds: 600 })
  await writeFile(note, stamp)
  return program
}

/** Counts the executed checks. A run without checks has not passed. */
export class Tally {
  #passed = 0
  #failed = 0

  note (ok: boolean, sentence: string, why = ''): void {
    console.log(`${ok ? 'ok    ' : 'NOT OK'} ${sentence}`)
    if (!ok && why !== '') console.log(why.trimEnd().replace(/^/gm, '         '))
    if (ok) this.#passed++
    else this.#failed++
  }

  close (): void {
    process.exitCode = this.#failed > 0 || this.#passed === 0 ? 1 : 0
    console.log(`${this.#passed} passed, ${this.#failed} failed`)
  }
}

/** Runs `checks`, and prints the closing line even after an error. */
export async function tallied (checks: (tally: Tally) => Promise<void>): Promise<void> {
  const tally = new Tally()
  await checks(tally).catch((fault: Error) => tally.note(false, 'the run reaches its end', fault.message))
  tally.close()
}
