import { InvalidArgumentError } from 'commander'
import { DeploymentRules } from '../../schemas/control/deployment-rules.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { expectArgument } from '../inputs/expect-argument.ts'

const names = Object.keys(DeploymentRules.properties)

/** Parses `put=201` and similar, one rule each time the flag is given, or several with commas. @throws InvalidArgumentError */
export function parseDeploymentRule (text: string, before: Partial<DeploymentRules> = {}): Partial<DeploymentRules> {
  return text.split(',').reduce((rules, one) => ({ ...rules, ...parseRule(one.trim()) }), before)
}

function parseRule (text: string): Partial<DeploymentRules> {
  const [name = '', ...rest] = text.split('=')
  const schema = Object.entries(DeploymentRules.properties).find(([known]) => known === name)?.[1]
  if (schema === undefined || rest.length === 0) throw new InvalidArgumentError(`Expected a rule such as put=201, by one of the names ${names.join(', ')}${didYouMean(name, names)}.`)
  const value = valueOf(rest.join('='))
  try {
    expectArgument(name, schema, value)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
  return { [name]: value }
}

const valueOf = (text: string): unknown => /^\d+(\.\d+)?$/.test(text) ? Number(text) : text === 'true' || text === 'false' ? text === 'true' : text
