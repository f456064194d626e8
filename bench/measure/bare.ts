import { fileURLToPath } from 'node:url'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { Link } from '../../schemas/ogc/link.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import { JobParams } from '../../routes/ogc/jobs.ts'
import type { Answer } from './load.ts'
import { Server } from './server.ts'

const subject = (name: string) => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url))

/** The script that starts the least there is. */
export const bareStart = subject('bare-start.js')

/** Starts Fastify that gives this answer to GET and DELETE of any job and to any execution. */
export const startBare = (answer: Answer): Promise<Server> => start('bare.js', answer)

/** Starts Fastify that gives this statusInfo to GET of any job, with the schemas of the double and hooks that do nothing. */
export const startPlain = (answer: Answer): Promise<Server> => start('plain.js', answer, {
  schemas: [Link, StatusInfo],
  schema: { params: JobParams, querystring: CommonQuery, response: { 200: ref(StatusInfo) } }
})

const start = (name: string, { head, body }: Answer, more: object = {}): Promise<Server> =>
  Server.start([subject(name), JSON.stringify({ status: Number(head.split(' ')[1]), headers: headersOf(head), body, ...more })])

/** What every HTTP server adds by itself. */
const added = new Set(['date', 'connection', 'keep-alive', 'content-length'])

const headersOf = (head: string): Record<string, string> =>
  Object.fromEntries([...head.matchAll(/^([\w-]+): (.*)\r$/gm)].map(([, name = '', value = '']) => [name, value]).filter(([name = '']) => !added.has(name.toLowerCase())))
