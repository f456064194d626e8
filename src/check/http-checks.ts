import { type Client, maxBytes } from './client.ts'
import { answerOf, type Exchange, isJson, jsonOf, nameOf } from './exchange.ts'
import { type Check, judge, unless } from './outcome.ts'

interface Subject { readonly client: Client }

/** Ordinary requests; odd addresses and malformed requests have checks of their own. */
const ordinaryExchanges = ({ client: { log } }: Subject): Exchange[] => log.filter(({ url, isAbandoned }) => !url.includes('%') && !url.includes('jobdouble-check-malformed') && isAbandoned !== true)

const shortName = (exchange: Exchange): string => nameOf(exchange).slice(0, 120)

/** Whether the status and the method require a body. */
const hasBody = ({ method, status }: Exchange): boolean => method !== 'HEAD' && status !== 204 && status !== 304 && status > 0

/** Problems of a JSON body; U+FFFD replaces bytes that are not UTF-8. */
function textProblems (exchange: Exchange): string[] {
  const name = `${shortName(exchange)} was answered with ${answerOf(exchange)}, and`
  if (exchange.body.startsWith('\uFEFF')) return [`${name} its JSON begins with a byte order mark.`]
  return [
    ...unless(jsonOf(exchange) !== undefined, `${name} its body is not JSON: ${JSON.stringify(exchange.body.slice(0, 60))}.`),
    ...unless(!exchange.body.includes('\uFFFD'), `${name} its JSON is not in UTF-8.`)
  ]
}

/** Checks of all answers, for any API; they run last. */
export const httpChecks: readonly Check<Subject>[] = [
  {
    id: 'http/answered',
    requirement: 'RFC 9110, 3.3',
    level: 'must',
    sentence: 'Every request gets a complete answer',
    run: async subject => {
      const broken = ordinaryExchanges(subject).filter(({ error }) => error !== undefined)
      return judge(broken.map(exchange => `${shortName(exchange)}: ${answerOf(exchange)}.`), broken.slice(0, 2), `${subject.client.log.length} requests were sent.`)
    }
  },
  {
    id: 'http/json-text',
    requirement: 'RFC 8259, 8.1',
    level: 'must',
    sentence: 'An answer with a JSON media type is JSON in UTF-8',
    run: async subject => {
      const wrong = ordinaryExchanges(subject).filter(exchange => hasBody(exchange) && isJson(exchange) && exchange.body.length <= maxBytes && textProblems(exchange).length > 0)
      return judge(wrong.flatMap(textProblems), wrong.slice(0, 2))
    }
  }
]
