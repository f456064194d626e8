// The licences of all packages that are bundled.
import { resolve } from 'node:path'
import { rollup } from 'rollup'
import license from 'rollup-plugin-license'

/** The plugin finds the packages of modules that Rollup bundles: here it gets the modules that esbuild bundled, as empty modules. */
const bundled = files => ({
  name: 'bundled',
  resolveId: id => id,
  load: id => id === 'bundled' ? files.map(file => `import ${JSON.stringify(file)}`).join('\n') : 'globalThis.bundled = true'
})

/** Some packages name their licence only in their manifest. */
const withoutText = ({ author, license }) => `The package comes without a licence text. Its manifest says: ${license}${author === null ? '' : `, by ${author.text()}`}.`

const text = ({ name, version, license, licenseText, noticeText, ...more }) =>
  `${name} ${version} (${license})\n\n${[licenseText ?? withoutText({ license, ...more }), noticeText].filter(Boolean).join('\n\n').trim()}\n`

/** Writes THIRD-PARTY-LICENSES. @param metafiles the metafiles of esbuild's bundles */
export async function writeLicences (metafiles) {
  const files = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter(file => file.startsWith('node_modules/')).map(file => resolve(file)))
  const template = packages => packages.map(text).sort().join(`\n${'-'.repeat(80)}\n\n`)
  const plugin = license({ thirdParty: { multipleVersions: true, output: { file: resolve('dist/THIRD-PARTY-LICENSES'), template } } })
  const bundle = await rollup({ input: 'bundled', plugins: [bundled([...files]), plugin] })
  await bundle.generate({ format: 'es' })
}
