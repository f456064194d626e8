import { jobStatuses } from '../../jobs/job.ts'
import { asMembers, type Exchange, mediaTypeOf, type Members, membersOf, nameOf } from '../exchange.ts'
import { unless } from '../outcome.ts'

const isPage = (exchange: Exchange): boolean => mediaTypeOf(exchange) === 'text/html' || /^\s*<(!doctype html|html)/i.test(exchange.body)

const isStatusInfo = ({ status, jobID, id }: Members): boolean => (jobStatuses as readonly unknown[]).includes(status) && (jobID ?? id) !== undefined

const isEmpty = ({ body }: Exchange): boolean => ['', '{}', 'null'].includes(body.trim())

const saysHtml = (outputs: Members): boolean => JSON.stringify(outputs).includes('text/html')

/** What is wrong with results, by the outputs of the process: something else in their place. A 204 has them in links. */
export function resultProblems (exchange: Exchange, description: Members): string[] {
  const outputs = asMembers(description['outputs'])
  if (exchange.status !== 200) return []
  return [
    ...unless(!isStatusInfo(membersOf(exchange)), `${nameOf(exchange)} was answered with a statusInfo; expected results.`),
    ...unless(!isPage(exchange) || saysHtml(outputs), `${nameOf(exchange)} was answered with a page, although the client asked for JSON; expected results.`),
    ...unless(!isEmpty(exchange) || Object.keys(outputs).length === 0, `${nameOf(exchange)} was answered with an empty body; expected ${Object.keys(outputs).join(', ')}.`)
  ]
}
