// tap builds its test class from its plugins. Those that load TypeScript and mock modules cost every test process half a
// second before its first line, and compiled tests need neither: `.taprc` leaves them out.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const testClass = readFileSync(new URL('../node_modules/@tapjs/test/test-built/dist/esm/index.js', import.meta.url), 'utf8')
const isBuilt = !/^export const signature = [^;]*@tapjs\/typescript/m.test(testClass)
if (!isBuilt) process.exitCode = spawnSync('tap', ['build'], { stdio: 'inherit', shell: true }).status ?? 1
