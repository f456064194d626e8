import type { CheckOptions } from '../options.ts'
import { declaredClasses, type Subject } from './subject.ts'

/** Classes of Part 2, a separate standard: their checks deploy processes. */
const part2: readonly string[] = ['deploy-replace-undeploy', 'ogcapppkg', 'cwl']

/** Why a conformance class is not judged; undefined if it is. */
export function reasonNotJudged (subject: Pick<Subject, 'conformance'>, { strict, only }: CheckOptions): (name: string) => string | undefined {
  const declared = declaredClasses(subject)
  const isAsked = only?.includes('deploy') === true && !part2.some(name => declared.has(name))
  return name => {
    if (declared.has(name)) return undefined
    if (part2.includes(name)) return isAsked ? undefined : `The server does not declare the class ${name} of Part 2; use --only deploy for a server that declares none of them.`
    return strict === true ? undefined : `The server does not declare the class ${name}; use --strict to judge it nevertheless.`
  }
}
