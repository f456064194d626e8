// Writes the personas for the program, in one file, and for people to read and copy.
import { readdirSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { parse } from 'yaml'

const folder = 'src/personas'

export async function writePersonas () {
  const files = readdirSync(folder).filter(name => name.endsWith('.yaml')).sort()
  await mkdir('dist/personas', { recursive: true })
  const personas = await Promise.all(files.map(async file => {
    await copyFile(`${folder}/${file}`, `dist/personas/${file}`)
    const { $schema, ...persona } = parse(await readFile(`${folder}/${file}`, 'utf8'), { merge: true })
    return persona
  }))
  await writeFile('dist/personas.json', `${JSON.stringify(personas)}\n`)
}
