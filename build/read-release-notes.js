// What the changelog says of a version, and what keeps that version from being released.

/** What stands below the heading of the version, up to the next one. */
function sectionOf (changelog, version) {
  const [heading = '', ...notes] = changelog.split(/^(?=## )/m).find(section => section.startsWith(`## ${version} `))?.split('\n') ?? []
  return { heading: heading.trim(), notes: notes.join('\n').trim() }
}

/**
 * @param tag such as v0.2.0
 * @param manifest that of npm's package
 * @param pyproject that of the Python package, as text
 * @param changelog as text
 * @param repository such as owner/name, where the release is made; nothing if absent
 */
export function readReleaseNotes ({ tag, manifest: { version, repository: named }, pyproject, changelog, repository }) {
  const [, python] = /^version = "(.*)"$/m.exec(pyproject) ?? []
  const { heading, notes } = sectionOf(changelog, version)
  const url = typeof named === 'string' ? named : named?.url ?? ''
  const problems = [
    tag !== `v${version}` && `the tag is ${tag}; expected v${version}, as package.json says`,
    // npm, PyPI and the image each have rules of their own for others.
    !/^\d+\.\d+\.\d+$/.test(version) && `package.json says ${version}; expected three numbers, such as 0.2.0`,
    python !== version && `python/pyproject.toml says ${python}; expected ${version}`,
    !/^## \S+ – \d{4}-\d\d-\d\d$/.test(heading) && `CHANGELOG.md has "${heading}"; expected "## ${version} – YYYY-MM-DD"`,
    notes === '' && `CHANGELOG.md says nothing of ${version}`,
    // npm compares it with the provenance, after the image is pushed.
    repository !== undefined && !url.toLowerCase().includes(`/${repository.toLowerCase()}`) && `package.json has the repository "${url}"; expected that of ${repository}`
  ].filter(Boolean)
  return { notes, problems }
}
