/** schemathesis with each description: its findings are failures, except the listed exceptions. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '../serve.ts'
import { python, run, type Tally, workshop } from '../tools.ts'
import { exceptions, type Finding } from './exceptions.ts'
import { seedFile, token } from './fuzz-seed.ts'
import { illness } from './invariant.ts'

interface Description { readonly flags: readonly string[], readonly path: string, readonly select: readonly string[] }

const onlyTator = ['--include-path-regex', '^/rest/']
const withoutTator = ['--exclude-path-regex', '^/rest/']

const descriptions: Readonly<Record<string, Description>> = {
  'OGC 1.0': { flags: [], path: '/api?f=json', select: withoutTator },
  'OGC 2.0-draft, OpenAPI 3.0': { flags: ['--ogc', '2.0-draft'], path: '/api?f=json&openapi=3.0', select: withoutTator },
  'OGC 2.0-draft, OpenAPI 3.1': { flags: ['--ogc', '2.0-draft'], path: '/api?f=json&openapi=3.1', select: withoutTator },
  'Tator 2020-05': { flags: [], path: '/api?f=json', select: onlyTator },
  'Tator 2020-09': { flags: ['--tator', '2020-09'], path: '/api?f=json', select: onlyTator },
  'Tator 1.5': { flags: ['--tator', '1.5'], path: '/api?f=json', select: onlyTator },
  // A fault is an intended failure: it would be injected into every following request.
  control: { flags: [], path: '/__admin/openapi?f=json', select: ['--exclude-operation-id', 'addFault'] }
}

const limits = ['--max-examples', '8', '--generation-deterministic', '--request-timeout', '5', '--continue-on-failure', '--phases', 'examples,coverage,fuzzing', '--no-color']

/** The findings in its output: by operation, each with its code. */
function findingsIn (text: string): Finding[] {
  const findings: Finding[] = []
  let operation = ''
  for (const line of text.split('\n')) {
    const heading = /^_+ ([A-Z]+ \/\S*|Network Error|[A-Z]\w+(?: \w+)*) _+$/.exec(line)
    if (heading !== null) operation = heading[1]!
    const code = /^- (ST\d+) (.*)$/.exec(line)
    if (code !== null) findings.push({ operation, code: code[1]!, text: code[2]! })
    else if (findings.length > 0) findings.at(-1)!.text += `\n${line}`
  }
  return findings
}

const counted = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)

async function check (tally: Tally, program: string, name: string, { flags, path, select }: Description): Promise<Set<object>> {
  const server = await serve([...flags, '--seed', await seedFile(), '--log-level', 'fatal'])
  const used = new Set<object>()
  try {
    const { out, err } = await run(program, ['run', `${server.url}${path}`, '--url', server.url, ...limits, '--header', `Authorization:Token ${token}`, ...select], { seconds: 240, cwd: workshop('fuzz') })
    const unexplained = findingsIn(out).filter(finding => {
      const exception = exceptions.find(one => (one.description === undefined || name.startsWith(one.description)) && one.code === finding.code && one.operation.test(finding.operation) && one.text.test(finding.text))
      if (exception !== undefined) used.add(exception)
      return exception === undefined
    })
    const errors = counted(/(\d+) errors? /, out.slice(out.lastIndexOf('=====')))
    const hasEnded = /\d+ generated/.test(out)
    const ill = await illness(server)
    const found = unexplained.map(({ operation, code, text }) => `${operation}: ${code} ${text.trim().slice(0, 500)}`)
    tally.note(found.length === 0 && hasEnded && ill === undefined, `${name}: ${counted(/(\d+) generated/, out)} requests, ${found.length} failures, ${used.size} exceptions used, ${errors} requests that were kept waiting`, [...found, ill ?? '', hasEnded ? '' : `${out.slice(-1500)}${err}`].join('\n'))
  } finally {
    await server.stop()
  }
  return used
}

export async function schemathesis (tally: Tally): Promise<void> {
  const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url))
  const program = await python(workshop('fuzz'), ['-r', requirements], await readFile(requirements, 'utf8'))
  await seedFile()
  const used = new Set<object>()
  for (const [name, description] of Object.entries(descriptions)) {
    for (const exception of await check(tally, join(program, '../schemathesis'), name, description)) used.add(exception)
  }
  for (const exception of exceptions) {
    console.log(`       exception${used.has(exception) ? '' : ' (not met in this run)'}: ${exception.description ?? 'everywhere'}, ${exception.operation.source}, ${exception.code}: ${exception.reason}`)
  }
}
