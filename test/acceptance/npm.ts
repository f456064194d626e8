/** Other people's packages, installed where a run wants them and nowhere else. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { must, need } from './tools.ts'

/** What `npm run` tells its children is about this project: an npm in another folder would take it for its own. */
export const plainEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_(local_|global_)?prefix|config_ignore_scripts|package|lifecycle)/.test(name)))

/** Installs what the manifest of `folder` names, and `packages`, each with its version or as a file. */
export async function npmInstall (folder: string, packages: string[]): Promise<void> {
  await need('npm', ['--version'], 'npm')
  await mkdir(folder, { recursive: true })
  const quietly = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']
  // Without it, npm takes the folder of a project further up where this one has no manifest.
  await must('npm', ['install', ...quietly, `--prefix=${folder}`, ...packages], { seconds: 600, cwd: folder, env: plainEnvironment })
}

/** Packs the built tree as it would be published, and returns the file. */
export async function npmPack (root: string, folder: string): Promise<string> {
  await need('npm', ['--version'], 'npm')
  await mkdir(folder, { recursive: true })
  const { out } = await must('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { seconds: 60, cwd: root, env: plainEnvironment })
  const [packed] = JSON.parse(out) as [{ filename: string }]
  return join(folder, packed.filename)
}

/** A package of the same name and version would be taken for the one that is there. */
export const forget = (folder: string, name: string): Promise<void> =>
  rm(join(folder, 'node_modules', name), { recursive: true, force: true })
