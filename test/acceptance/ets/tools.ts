import { run } from './command.ts'

const oldestJava = 17

/** Missing programs are named, and fail the run. */
export async function requireTools (tools: Tool[], limit: AbortSignal): Promise<void> {
  for (const tool of tools) await checks[tool](limit)
}

export type Tool = keyof typeof checks

const checks = {
  java: async (limit: AbortSignal) => {
    const version = Number(/version "(\d+)/.exec(await answer('java', ['-version'], limit))?.[1])
    if (!(version >= oldestJava)) throw new Error(`The OGC test suite needs Java ${oldestJava} or later, and "java" is version ${version || 'unknown'}.`)
  },
  mvn: (limit: AbortSignal) => answer('mvn', ['--version'], limit),
  keytool: (limit: AbortSignal) => answer('keytool', ['-help'], limit)
}

/** A program's description of itself, or a clearer message than ENOENT. */
async function answer (command: string, args: string[], limit: AbortSignal): Promise<string> {
  try {
    return (await run(command, args, limit)).output
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(`The OGC test suite needs "${command}", which was not found on this machine.`)
  }
}
