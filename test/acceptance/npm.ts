/** Packages of others, installed only in the folder of a run. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { must, need } from './tools.ts'

/** The variables that `npm run` sets describe this project: an npm in another folder would use them for its own. */
export const plainEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_(local_|global_)?prefix|config_ignore_scripts|package|lifecycle)/.test(name)))

/** Installs the dependencies in the manifest of `folder`, and `packages`, each with its version or as a file. */
export async function npmInstall (folder: string, packages: string[]): Promise<void> {
  await need('npm', ['--version'], 'npm')
  await mkdir(folder, { recursive: true })
  const quietly = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']
  // Without it, npm uses the manifest of a project further up if this folder has none.
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

/** npm would reuse an installed package with the same name and version. */
export const forget = (folder: string, name: string): Promise<void> =>
  rm(join(folder, 'node_modules', name), { recursive: true, force: true })
