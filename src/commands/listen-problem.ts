import type { ServeConfig } from '../config/serve-config.ts'

/** Node's error when a server cannot listen. */
export interface ListenError extends NodeJS.ErrnoException {
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}

type Places = Pick<ServeConfig, 'host' | 'control'>

const sentences: Record<string, (error: ListenError, places: Places) => string> = {
  EADDRINUSE: (error, places) => `Port ${error.port} of ${error.address} is in use: name another with ${portFlag(error, places)}, or 0 for any that is free.`,
  EACCES: (error, places) => `Port ${error.port} of ${error.address} is not open to this user: name one from 1024 on with ${portFlag(error, places)}.`,
  EADDRNOTAVAIL: ({ address }) => `${address} is not an address of this machine: name one that is with --host.`,
  ENOTFOUND: (_error, { host }) => `The host name ${host} is not known: name an address of this machine with --host.`
}

/** Whether this is an error of listening. */
export const isListenError = (error: unknown): error is ListenError =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')

/** Why the double cannot listen, and which flag helps. */
export const listenProblem = (error: ListenError, places: Places): string =>
  sentences[error.code ?? '']?.(error, places) ?? error.message

const portFlag = ({ port }: ListenError, { control }: Places): string => port === control ? '--control' : '--port'
