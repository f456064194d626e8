// Prints the changelog's section for the version of a tag: `node build/release-notes.js v0.1.0`. Refuses a tag that does not match the version of both packages.
import { readFile } from 'node:fs/promises'

const [tag = ''] = process.argv.slice(2)
const read = file => readFile(new URL(`../${file}`, import.meta.url), 'utf8')
const { version } = JSON.parse(await read('package.json'))
const [, python] = /^version = "(.*)"$/m.exec(await read('python/pyproject.toml')) ?? []
const changelog = await read('CHANGELOG.md')

/** The text below the heading of the version, up to the next heading. */
const [heading, ...notes] = changelog.split(/^(?=## )/m).find(section => section.startsWith(`## ${version} `))?.split('\n') ?? ['']

const problems = [
  tag !== `v${version}` && `the tag is ${tag}; expected v${version}, as package.json says`,
  python !== version && `python/pyproject.toml says ${python}; expected ${version}`,
  !/^## \S+ – \d{4}-\d\d-\d\d$/.test(heading) && `CHANGELOG.md has "${heading}"; expected "## ${version} – YYYY-MM-DD"`,
  notes.join('').trim() === '' && `CHANGELOG.md says nothing of ${version}`
].filter(Boolean)

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${notes.join('\n').trim()}\n`)
}
