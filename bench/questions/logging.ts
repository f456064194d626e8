import { compare } from '../measure/compare.ts'
import { launchJobs, readJob, startDouble } from '../measure/double.ts'
import type { Request } from '../measure/load.ts'
import { during } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Question, speed } from '../question.ts'

/** What the default log level costs a reader. */
export const logging: Question = {
  name: 'logging',
  async ask (quick) {
    const [usual, silent] = [await subject(), await subject('--log-level', 'silent')]
    const read = ({ server, requests }: Subject) => () => server.cost(during(quick ? 400 : 800, requests))
    for (const { server, requests } of [usual, silent]) await server.cost(during(1500, requests))
    return [speed('GET of a job with the default log level, against `--log-level silent`', await compare(read(silent), read(usual), quick ? 5 : 11), 0.9)]
  }
}

interface Subject { readonly server: Server, readonly requests: readonly Request[] }

async function subject (...flags: string[]): Promise<Subject> {
  const server = await startDouble(...flags)
  return { server, requests: (await launchJobs(server, 1000)).map(readJob) }
}
