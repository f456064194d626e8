import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { must, python, workshop } from '../tools.ts'

/** A Python with clients, and the folders of those that are installed without their dependencies. */
export interface InstalledClients {
  readonly program: string
  readonly path: string
}

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

/** The clients of the matrix, and cuiman. */
export async function installClients (): Promise<InstalledClients> {
  const requirements = join(ownFolder, 'requirements.txt')
  const others = join(ownFolder, 'without-dependencies.txt')
  const folder = workshop('matrix')
  const program = await python(folder, ['-r', requirements], await readFile(requirements, 'utf8') + await readFile(others, 'utf8'))
  return { program, path: await installBeside(program, others, join(folder, 'others')) }
}

/** Installs a requirements file into a folder of its own, once, without dependencies. @returns the folder */
export async function installBeside (program: string, file: string, folder: string): Promise<string> {
  const isThere = await stat(folder).then(() => true, () => false)
  if (!isThere) await must(program, ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-deps', '--target', folder, '-r', file], { seconds: 120 })
  return folder
}
