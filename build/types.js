// Bundles the declarations of the public API into one file without dependencies, for `import` and for `require`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import ts from 'typescript'

const { InTypeAlias, MultilineObjectLiterals, NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.NodeBuilderFlags
/** The importable modules, and their source files. */
const entries = [{ entry: 'src/index.ts', name: 'index' }, { entry: 'src/check/index.ts', name: 'check' }]

const isStatic = type => ts.isTypeReferenceNode(type) &&
  (type.typeName.text === 'Static' || (type.typeName.text === 'Readonly' && isStatic(type.typeArguments[0])))

/** Replaces `Static<typeof Seed>` by its result: users of the package do not have TypeBox. */
const resolveStatic = checker => context => file => ts.visitEachChild(file, node => {
  if (!ts.isTypeAliasDeclaration(node) || !isStatic(node.type)) return node
  const resolved = checker.getTypeFromTypeNode(ts.getOriginalNode(node).type)
  const type = checker.typeToTypeNode(resolved, undefined, InTypeAlias | MultilineObjectLiterals | NoTruncation | UseAliasDefinedOutsideCurrentScope)
  return context.factory.updateTypeAliasDeclaration(node, node.modifiers, node.name, node.typeParameters, type)
}, context)

/** The schemas themselves are not part of the API, only their types. */
function withoutSchemas (declarations) {
  const file = ts.createSourceFile('declarations.d.ts', declarations, ts.ScriptTarget.Latest)
  return file.statements.filter(statement => !statement.getText(file).includes('@sinclair/typebox')).map(statement => statement.getFullText(file)).join('')
}

function createProgram (files) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  return ts.createProgram(files, { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true })
}

/** Writes the declarations of these files, and of the sources that they refer to, into a folder. */
async function declare (folder, files) {
  const program = createProgram(files)
  const transformers = { afterDeclarations: [resolveStatic(program.getTypeChecker())] }
  const declared = new Set()
  const queue = [...files]
  for (const source of queue) {
    if (declared.has(source)) continue
    declared.add(source)
    let text = ''
    program.emit(program.getSourceFile(source), (_name, written) => { text = withoutSchemas(written) }, undefined, true, transformers)
    const file = join(folder, source.replace(/\.ts$/, '.d.ts'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    queue.push(...ts.preProcessFile(text).importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => join(dirname(source), fileName)))
  }
}

async function rollUp (folder, entry) {
  const bundle = await rollup({ input: join(folder, entry.replace(/\.ts$/, '.d.ts')), external: id => /^[\w@]/.test(id), plugins: [dts()] })
  const { output: [{ code, imports }] } = await bundle.generate({ format: 'es' })
  if (imports.some(name => name !== 'fastify')) throw new Error(`The declarations import ${imports.join(', ')}; expected nothing but the optional fastify.`)
  return code
}

/** Without fastify its types become `any` instead of an error; src/double-app.ts handles that. */
const withOptionalFastify = code => code.replace(/^(?=import .* from 'fastify';$)/m, '// @ts-ignore fastify is an optional peer dependency\n')

/** A class that an entry exports as a type is not a value of the package. */
function withTypesOnly (code, values) {
  return code.replace(/^export \{ (.*) \};$/m, (_statement, names) => {
    const [exported, types] = [true, false].map(isValue => names.split(', ').filter(name => values.includes(name) === isValue).join(', '))
    return types === '' ? `export { ${exported} };` : `export { ${exported} };\nexport type { ${types} };`
  })
}

async function writeTypes (folder, { entry, name }) {
  const values = Object.keys(await import(`../dist/${name}.js`))
  const code = withTypesOnly(withOptionalFastify(await rollUp(folder, entry)), values)
  for (const file of [`dist/${name}.d.ts`, `dist/${name}.d.cts`]) await writeFile(file, code)
}

const folder = await mkdtemp(join(tmpdir(), 'jobdouble-types-'))
try {
  await declare(folder, entries.map(({ entry }) => entry))
  await Promise.all(entries.map(entry => writeTypes(folder, entry)))
} finally {
  await rm(folder, { recursive: true })
}
