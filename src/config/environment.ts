import type { Option } from 'commander'
import { didYouMean } from '../inputs/did-you-mean.ts'

/**
 * Removes empty variables of this program, such as `JOBDOUBLE_CONTROL_KEY=` in an env file: they count as not set. Only
 * the flag can say that no key is required.
 */
export function dropEmptyVariables (environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) if (name.startsWith('JOBDOUBLE_') && value === '') delete environment[name]
}

/** Variables that Kubernetes and Docker set for a service called jobdouble, and those of the Python package. */
const foreignVariable = /^JOBDOUBLE_(SERVICE_|PORT_\d|ENV_|NAME$|NODE$)/

/** Variables of this program that no option has, as sentences. */
export function variableProblems (environment: NodeJS.ProcessEnv, options: readonly Option[]): string[] {
  const known = options.map(({ envVar = '' }) => envVar)
  return Object.keys(environment).filter(name => name.startsWith('JOBDOUBLE_') && !known.includes(name) && !foreignVariable.test(name))
    .map(name => `error: the environment variable ${name} is not known${didYouMean(name, known)}`)
}
