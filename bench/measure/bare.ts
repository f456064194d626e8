import { fileURLToPath } from 'node:url'
import type { Answer } from './load.ts'
import { Server } from './server.ts'

const subject = (name: string) => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url))

/** The script that starts the least there is. */
export const bareStart = subject('bare-start.js')

/** Starts Fastify that gives this answer to GET and DELETE of any job. */
export const startBare = ({ head, body }: Answer): Promise<Server> =>
  Server.start([subject('bare.js'), JSON.stringify({ headers: headersOf(head), body })])

/** What every HTTP server adds by itself. */
const added = new Set(['date', 'connection', 'keep-alive', 'content-length'])

const headersOf = (head: string): Record<string, string> =>
  Object.fromEntries([...head.matchAll(/^([\w-]+): (.*)\r$/gm)].map(([, name = '', value = '']) => [name, value]).filter(([name = '']) => !added.has(name.toLowerCase())))
