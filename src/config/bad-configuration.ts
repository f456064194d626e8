import type { CommanderError } from 'commander'

/** Exit code for invalid flags, environment, seed or addresses: the usage is wrong, not the program. */
export const badConfiguration = 2

/** Exit code 0 for help, otherwise that of invalid usage. */
export const exitWithUsage = ({ exitCode }: Pick<CommanderError, 'exitCode'>): never => process.exit(exitCode === 0 ? 0 : badConfiguration)
