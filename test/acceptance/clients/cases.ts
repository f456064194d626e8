/** Runs unittest cases against a fresh server, and counts their results. */
import { fileURLToPath } from 'node:url'
import { serve } from '../serve.ts'
import { run, type Ran, type Tally } from '../tools.ts'

export interface Cases {
  /** The name of the client. */
  client: string
  /** The settings of the server. */
  flags: string[]
  /** The prefix of each sentence; client and flags if absent. */
  title?: string
  /** Modules or classes, as unittest names them. */
  names: string[]
  /** Additional folders of Python modules. */
  path?: string[]
}

interface CaseResult { ok: boolean, sentence: string, why: string }

const ownFolder = fileURLToPath(new URL('.', import.meta.url))

export async function check (tally: Tally, python: string, cases: Cases): Promise<void> {
  const { title = [cases.client, ...cases.flags].join(' ') } = cases
  const server = await serve(cases.flags)
  try {
    count(tally, title, await ask(python, cases, server.ready))
  } finally {
    await server.stop()
  }
}

function ask (python: string, { names, path = [] }: Cases, ready: unknown): Promise<Ran> {
  const env = { ...process.env, DOUBLE_READY: JSON.stringify(ready), PYTHONPATH: [ownFolder, ...path].join(':'), PYTHONDONTWRITEBYTECODE: '1' }
  return run(python, ['-m', 'report', ...names], { seconds: 180, env })
}

/** No output, or an early end, counts as a failure. */
function count (tally: Tally, title: string, { code, out, err }: Ran): void {
  const results = out.split('\n').filter(line => line.startsWith('{"ok"')).map(line => JSON.parse(line) as CaseResult)
  for (const { ok, sentence, why } of results) tally.note(ok, `${title}: ${sentence}`, why)
  if (code !== 0 || results.length === 0) tally.note(false, `${title}: its cases run to their end`, out + err)
}
