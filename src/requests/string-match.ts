import type { StringMatch } from '../../schemas/control/request-pattern.ts'
import { compileWholeRegExp } from '../bounds/reg-exp.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

export type MatchText = (text: string | undefined) => boolean

/** Compiles WireMock's string matchers. @param place where they are, for errors @throws InvalidArgument, RegExpError */
export function compileStringMatch (place: string, { equalTo, caseInsensitive, contains, matches, doesNotMatch, absent }: StringMatch): MatchText {
  if (caseInsensitive !== undefined && equalTo === undefined) throw new InvalidArgument(`${place}: caseInsensitive came without equalTo; expected equalTo beside it.`)
  const [pattern, excludedPattern] = [compile(`${place}/matches`, matches), compile(`${place}/doesNotMatch`, doesNotMatch)]
  const equals = equalTo === undefined ? () => true : caseInsensitive === true ? equalsIgnoringCase(equalTo) : (text: string | undefined) => text === equalTo
  return text => {
    if (absent !== undefined) return absent === (text === undefined)
    return equals(text) &&
      (contains === undefined || text?.includes(contains) === true) &&
      (pattern === undefined || (text !== undefined && pattern.test(text))) &&
      (excludedPattern === undefined || (text !== undefined && !excludedPattern.test(text)))
  }
}

const compile = (place: string, source: string | undefined) => source === undefined ? undefined : compileWholeRegExp(place, source)

function equalsIgnoringCase (expected: string): MatchText {
  const lower = expected.toLowerCase()
  return text => text?.toLowerCase() === lower
}
