import { run } from './command.ts'

const oldestJava = 17

/** Nothing here is skipped for want of a program: what is missing is named, and the run fails. */
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

/** What a program says of itself; being absent is worth a plainer sentence than ENOENT. */
async function answer (command: string, args: string[], limit: AbortSignal): Promise<string> {
  try {
    return (await run(command, args, limit)).output
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(`The OGC test suite needs "${command}", which was not found on this machine.`)
  }
}
