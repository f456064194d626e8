import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** The expression that a caller wrote. @throws InvalidArgument with what came and why it cannot be read */
export function regularExpression (source: string): RegExp {
  try {
    return new RegExp(source)
  } catch (error) {
    throw new InvalidArgument(`${JSON.stringify(source)} came; expected a regular expression: ${(error as Error).message}.`)
  }
}
