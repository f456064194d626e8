// Prints what the changelog says of the version of a tag: `node build/release-notes.js v0.1.0`. Refuses one that cannot be released.
import { readFile } from 'node:fs/promises'
import { readReleaseNotes } from './read-release-notes.js'

const [tag = ''] = process.argv.slice(2)
const [manifest, pyproject, changelog] = await Promise.all(['package.json', 'python/pyproject.toml', 'CHANGELOG.md'].map(file => readFile(new URL(`../${file}`, import.meta.url), 'utf8')))
const { notes, problems } = readReleaseNotes({ tag, manifest: JSON.parse(manifest), pyproject, changelog, repository: process.env.GITHUB_REPOSITORY })

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${notes}\n`)
}
