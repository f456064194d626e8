// The licences of all packages that are bundled.
import { resolve } from 'node:path'
import { rollup } from 'rollup'
import license from 'rollup-plugin-license'

/** The plugin finds the package of each module that Rollup bundles: it is shown what esbuild bundled, as modules that only have to be there. */
const bundled = files => ({
  name: 'bundled',
  resolveId: id => id,
  load: id => id === 'bundled' ? files.map(file => `import ${JSON.stringify(file)}`).join('\n') : 'globalThis.bundled = true'
})

/** Some packages say their licence in their manifest and nowhere else. */
const withoutText = ({ author, license }) => `The package comes without a licence text. Its manifest says: ${license}${author === null ? '' : `, by ${author.text()}`}.`

const text = ({ name, version, license, licenseText, noticeText, ...more }) =>
  `${name} ${version} (${license})\n\n${[licenseText ?? withoutText({ license, ...more }), noticeText].filter(Boolean).join('\n\n').trim()}\n`

/**
 * Writes THIRD-PARTY-LICENSES.
 * @param metafiles what esbuild says of its bundles
 */
export async function writeLicences (metafiles) {
  const files = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter(file => file.startsWith('node_modules/')).map(file => resolve(file)))
  const template = packages => packages.map(text).sort().join(`\n${'-'.repeat(80)}\n\n`)
  const plugin = license({ thirdParty: { multipleVersions: true, output: { file: resolve('dist/THIRD-PARTY-LICENSES'), template } } })
  const bundle = await rollup({ input: 'bundled', plugins: [bundled([...files]), plugin] })
  await bundle.generate({ format: 'es' })
}
