import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs work in a fresh folder with these files, by name. It is outside the repository, whose packages would be found otherwise. */
export async function inProject (files: Record<string, string>, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-install-'))
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
