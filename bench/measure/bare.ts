import { fileURLToPath } from 'node:url'
import { Server } from './server.ts'

const subject = (name: string) => fileURLToPath(new URL(`../subjects/${name}`, import.meta.url))

/** The script that starts the least there is. */
export const bareStart = subject('bare-start.js')

/** Starts Fastify that answers `body` to GET and DELETE of any job. */
export const startBare = (body: string): Promise<Server> => Server.start([subject('bare.js'), body])
