/** The code for Testcontainers: compiled, and its steps executed against the double as a process, since there is no engine. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackRecipe } from '../examples/recipe.ts'
import { serve } from '../serve.ts'
import { must, run, type Tally, workshop } from '../tools.ts'

const pom = (dependencies: readonly string[]) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>jobs</artifactId><version>1</version>
  <properties><maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>${dependencies.map(one => one.split(':')).map(([group, artifact, version]) => `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><scope>test</scope></dependency>`).join('')}</dependencies>
  <build><testSourceDirectory>.</testSourceDirectory><plugins>${[['resources', '3.3.1'], ['compiler', '3.14.0'], ['surefire', '3.5.4']].map(([name, version]) => `<plugin><artifactId>maven-${name}-plugin</artifactId><version>${version}</version></plugin>`).join('')}</plugins></build>
</project>`

const testcontainers = 'github.com/testcontainers/testcontainers-go@v0.45.0'

export async function checkContainers (tally: Tally): Promise<void> {
  const place = join(workshop('image'), 'containers')
  await rm(place, { recursive: true, force: true })
  await unpackRecipe('containers', place)
  const { url, stop } = await serve(['--control-key', 'secret'])
  const limits = { seconds: 580, cwd: place, env: { ...process.env, JOBDOUBLE_URL: url } }
  try {
    await must('go', ['mod', 'init', 'jobs'], limits)
    await must('go', ['get', testcontainers], limits)
    await must('go', ['mod', 'tidy'], limits)
    const go = await run('go', ['test', './...'], limits)
    tally.note(go.code === 0, 'Testcontainers for Go: it compiles, and its steps pass', go.out + go.err)
    await writeFile(join(place, 'pom.xml'), pom(['org.junit.jupiter:junit-jupiter:5.13.4', 'org.testcontainers:testcontainers:2.0.5']))
    const java = await run('mvn', ['-q', '-B', 'test', '-Dtest=JobsIT'], limits)
    tally.note(java.code === 0, 'Testcontainers for Java: it compiles, and its steps pass', java.out + java.err)
  } finally {
    await stop()
  }
}
