/** The files of a recipe: each is a block of code below a line with its name. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const block = /^`([\w./-]+)`\n\n```\w+\n([\s\S]*?)^```$/gm

/** Writes the files of docs/recipes/{name}.md into a folder, and returns their names. */
export async function unpackRecipe (name: string, folder: string): Promise<string[]> {
  const text = await readFile(fileURLToPath(new URL(`../../../docs/recipes/${name}.md`, import.meta.url)), 'utf8')
  const files = [...text.matchAll(block)].map(([, file = '', code = '']) => ({ file, code }))
  for (const { file, code } of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), code)
  }
  return files.map(({ file }) => file)
}
