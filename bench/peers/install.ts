import { execFile } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Kept between runs. Git ignores it. */
const folder = fileURLToPath(new URL('../../.acceptance/peers', import.meta.url))

/** A folder with the installed package. */
export async function npmPackage (name: string, version: string): Promise<string> {
  const place = join(folder, name.replace(/^@\w+\//, ''))
  const installed = join(place, 'node_modules', name)
  if (await access(installed).then(() => true, () => false)) return place
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'package.json'), JSON.stringify({ private: true }))
  await run('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: place, timeout: 600_000 })
  return place
}

/** The self-contained jar. */
export async function mavenJar (group: string, artifact: string, version: string): Promise<string> {
  const jar = join(folder, `${artifact}-${version}.jar`)
  if (await access(jar).then(() => true, () => false)) return jar
  await mkdir(folder, { recursive: true })
  await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${group}:${artifact}:${version}`, `-DoutputDirectory=${folder}`], { timeout: 600_000 })
  return jar
}

/** A folder for the configuration of a peer. */
export async function folderFor (name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const place = join(folder, `${name}-files`)
  await mkdir(place, { recursive: true })
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(place, file, '..'), { recursive: true })
    await writeFile(join(place, file), text)
  }
  return place
}
