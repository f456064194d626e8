import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python, workshop } from '../tools.ts'
import { freePort, serving } from '../server.ts'
import type { RealServer } from './real-server.ts'

const requirements = fileURLToPath(new URL('requirements/wraptile.txt', import.meta.url))

/** A job that takes so many seconds. */
const sleep = (duration: number) => ({ when: { duration }, results: { return_value: duration }, plan: { accepted: 0.02, running: duration } })

/** wraptile with its test service. */
export const wraptile: RealServer = {
  persona: 'wraptile',
  async serve (work) {
    const program = await python(workshop('wraptile'), ['-r', requirements], await readFile(requirements, 'utf8'))
    const port = await freePort()
    return serving({ program: join(dirname(program), 'wraptile'), args: ['run', '--port', String(port), 'wraptile.services.local.testing:service'], url: `http://127.0.0.1:${port}` }, work)
  },
  processes: [{
    id: 'sleep_a_while',
    results: { return_value: 0 },
    plan: { accepted: 0.02, running: 0.02 },
    cases: [{ when: { fail: true }, failure: { detail: 'Woke up too early' } }, ...[0.2, 1, 2, 3, 4, 5].map(sleep)]
  }],
  subject: {
    quick: { process: 'sleep_a_while', inputs: { duration: 0.2 } },
    failing: { process: 'sleep_a_while', inputs: { duration: 0.1, fail: true } },
    slow: { process: 'sleep_a_while', inputs: { duration: 2 } }
  },
  check: { process: 'sleep_a_while', inputs: { duration: 0.2 }, slowProcess: 'sleep_a_while', slowInputs: { duration: 4 } }
}
