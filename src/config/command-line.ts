import { Command } from 'commander'
import type { CheckOptions } from '../check/options.ts'
import { version } from '../version.ts'
import { badConfiguration, exitWithUsage } from './bad-configuration.ts'
import { checkCommand, type ReportFiles } from './check-options.ts'
import { variableProblems } from './environment.ts'
import { healthOptions, healthUrl } from './health-options.ts'
import { type ImportConfig, importConfigOf, importOptions } from './import-config.ts'
import { type ServeConfig, serveConfigOf, serveOptions } from './serve-config.ts'

/** The commands to run. They are handed in, so that parsing can be tested alone. */
export interface Actions {
  serve (config: ServeConfig): Promise<void>
  health (url: string): Promise<void>
  importSeed (config: ImportConfig): Promise<void>
  check (url: string, options: CheckOptions, files: ReportFiles): Promise<void>
}

/** The command line: `serve`, `import`, `health`, `check`, `--version` and `--help`. */
export function commandLine ({ serve, health, importSeed, check }: Actions): Command {
  const program = new Command('jobdouble').description('A test double for servers that run jobs.').version(version)
  program.exitOverride(exitWithUsage)
  program.hook('preAction', (_program, command) => {
    const problems = variableProblems(process.env, [...serveOptions, ...importOptions, ...healthOptions])
    if (problems.length > 0) command.error(problems.join('\n'))
  })
  const serveCommand = program.command('serve').description('listen until SIGINT or SIGTERM')
  for (const option of serveOptions) serveCommand.addOption(option)
  serveCommand.action(flags => {
    const config = serveConfigOf(serveCommand, flags)
    if (config.watch && config.seed === undefined) serveCommand.error('error: --watch came without --seed; expected --seed <file> beside it', { exitCode: badConfiguration })
    return serve(config)
  })
  const importCommand = program.command('import').description('write a seed from the processes of a running server, or from descriptions in files')
    .argument('<source...>', 'address of a server of OGC API – Processes, or files in YAML or JSON')
  for (const option of importOptions) importCommand.addOption(option)
  importCommand.action((sources, flags) => importSeed(importConfigOf(sources, flags)))
  const healthCommand = program.command('health').description('check whether a running double responds: exit code 0 or 1')
  for (const option of healthOptions) healthCommand.addOption(option)
  healthCommand.action(() => health(healthUrl(healthCommand)))
  return program.addCommand(checkCommand(check))
}
