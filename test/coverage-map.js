import { readdirSync } from 'node:fs'

const sources = ['src', 'routes', 'schemas'].flatMap(folder =>
  readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true }).filter(file => file.endsWith('.ts') && !file.startsWith('pages/browser/')).map(file => `${folder}/${file}`))

/** Every test counts for all sources that Node runs, but not for the bundle, which some tests run too. */
export default () => sources
