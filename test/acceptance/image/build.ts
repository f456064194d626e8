/** Executes a Dockerfile without an engine: each stage in a folder that represents its root, with the Node of its base. */
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { npmInstall, plainEnvironment } from '../npm.ts'
import { must, workshop } from '../tools.ts'
import type { Image } from './dockerfile.ts'

/** The files that .dockerignore includes: it excludes everything, and lists exceptions. */
async function contextOf (root: string): Promise<string[]> {
  const [first, ...others] = (await readFile(join(root, '.dockerignore'), 'utf8')).split('\n').filter(Boolean)
  if (first !== '*' || !others.every(line => line.startsWith('!'))) throw new Error('.dockerignore: expected "*", and then lines that begin with "!".')
  const patterns = others.map(line => new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '.*')}$`))
  return (await readdir(root)).filter(name => patterns.some(pattern => pattern.test(name)))
}

/** The Node of an image such as node:24.21.0-slim: its version, and the folder of its executable. */
export async function nodeOf (base: string): Promise<string> {
  const version = /^node:(\d+\.\d+\.\d+)-slim@sha256:[\da-f]{64}$/.exec(base)?.[1]
  if (version === undefined) throw new Error(`${base} came; expected node:x.y.z-slim with its digest.`)
  const [folder, name] = [join(workshop('install'), `node-${version}`), `node-linux-${process.arch}`]
  await npmInstall(folder, [`${name}@${version}`])
  return join(folder, 'node_modules', name, 'bin')
}

/** Builds the image, and returns the folder that represents the root of the last stage. */
export async function buildWithoutEngine ({ stages }: Image, root: string, place: string): Promise<string> {
  await rm(place, { recursive: true, force: true })
  const roots = new Map<string | undefined, string>()
  for (const [index, { name, base, steps }] of stages.entries()) {
    const stage = join(place, name || String(index))
    const env = { ...plainEnvironment, PATH: `${await nodeOf(base)}:${plainEnvironment['PATH']}` }
    let folder = '/'
    await mkdir(stage, { recursive: true })
    for (const step of steps) {
      if (step.kind === 'WORKDIR') folder = step.folder
      const stagedFolder = join(stage, folder)
      await mkdir(stagedFolder, { recursive: true })
      if (step.kind === 'RUN') await must('sh', ['-c', step.command], { seconds: 300, cwd: stagedFolder, env })
      if (step.kind === 'COPY') {
        const from = step.from === undefined ? root : roots.get(step.from)!
        const sources = step.sources[0] === '.' ? await contextOf(root) : step.sources
        const target = step.target.startsWith('/') ? join(stage, step.target) : join(stagedFolder, step.target)
        const single = sources.length === 1 && !step.target.endsWith('/')
        for (const source of sources) await cp(join(from, source), single ? target : join(target, source.split('/').at(-1)!), { recursive: true })
      }
    }
    roots.set(name || String(index), stage)
  }
  return join(place, stages.at(-1)!.name || String(stages.length - 1))
}
