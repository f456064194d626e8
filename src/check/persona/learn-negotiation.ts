import type { Persona } from '../../../schemas/persona.ts'
import { type Exchange, isJson, mediaTypeOf } from '../exchange.ts'
import type { Observations } from './observations.ts'

const isPage = (exchange: Exchange | undefined): boolean => exchange !== undefined && exchange.status === 200 && mediaTypeOf(exchange) === 'text/html'

/** The effect of `f` and Accept; undefined if it is that of HTTP. */
export function learnNegotiation ({ answers }: Pick<Observations, 'answers'>): Persona['negotiation'] {
  const [f, accept] = [learnF(answers), learnAccept(answers)]
  const results = accept === 'exact' && isPage(answers.results) ? 'html' : undefined
  const rules = { ...f !== undefined && { f }, ...accept !== undefined && { accept }, ...results !== undefined && { results } }
  return Object.keys(rules).length === 0 ? undefined : rules as NonNullable<Persona['negotiation']>
}

function learnF (answers: Observations['answers']): string[] | 'ignored' | undefined {
  const unknown = answers['list with an unknown f']
  const hasPage = isPage(answers['list with f=html'])
  if (unknown.status === 200 && isJson(unknown) && !hasPage) return 'ignored'
  return unknown.status >= 400 && !hasPage ? ['json'] : undefined
}

function learnAccept (answers: Observations['answers']): 'exact' | 'ignored' | undefined {
  if (answers['list as nothing'].status !== 200 || isPage(answers['list as any text'])) return undefined
  return isPage(answers['list as a page']) ? 'exact' : 'ignored'
}
