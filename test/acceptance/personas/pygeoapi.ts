import { withPygeoapi } from '../check/pygeoapi-server.ts'
import type { RealServer } from './real-server.ts'

/** A job that takes so many seconds. */
const sleep = (seconds: number) => ({ when: { seconds }, results: { slept: { slept: seconds } }, plan: { running: seconds } })

const processes = [
  { id: 'hello-world', results: { echo: { id: 'echo', value: 'Hello x!' } }, plan: { running: 0.02 } },
  { id: 'slow', results: { slept: { slept: 0 } }, plan: { running: 0.02 }, cases: [1, 2, 3, 4, 5].map(sleep) }
]

export const pygeoapi: RealServer = {
  persona: 'pygeoapi',
  serve: work => withPygeoapi(work),
  processes,
  subject: {
    quick: { process: 'hello-world', inputs: { name: 'x' } },
    failing: { process: 'hello-world', inputs: {} },
    slow: { process: 'slow', inputs: { seconds: 2 } }
  }
}

/** The same, served by Starlette. */
export const starlette: RealServer = { ...pygeoapi, persona: 'pygeoapi-starlette', serve: work => withPygeoapi(work, 'serve_starlette.py') }
