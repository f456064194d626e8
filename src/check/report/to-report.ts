import type { CheckResult, Report, ReportedExchange } from '../../../schemas/check/report.ts'
import { curl } from '../../http/curl.ts'
import type { Exchange } from '../exchange.ts'
import { withoutSecrets } from '../redact.ts'
import type { JudgedCheck } from '../run-checks.ts'

/** Maximum length of a body in a report, in characters, and maximum number of exchanges of a check. */
const maxText = 4000
const maxExchanges = 12

/** The findings about a server of any API. */
export interface JudgedServer extends Omit<Report, 'api' | 'summary' | 'checks'> {
  readonly checks: readonly JudgedCheck[]
}

/** A report in its published form. */
export function toReport ({ checks, ...about }: JudgedServer & Pick<Report, 'api'>): Report {
  const results = checks.map(toResult)
  const count = (verdict: CheckResult['verdict']) => results.filter(result => result.verdict === verdict).length
  return { ...about, summary: { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }, checks: results }
}

const toResult = ({ id, requirement, level, sentence, outcome: { verdict, detail, exchanges } }: JudgedCheck): CheckResult =>
  ({ id, requirement, level, sentence, verdict, detail, exchanges: exchanges.slice(0, maxExchanges).map(toReported) })

function toReported ({ method, url, requestHeaders, requestBody, status, headers, body, error }: Exchange): ReportedExchange {
  const sent = withoutSecrets(requestHeaders)
  const repeatable = { ...(requestBody !== undefined && { body: requestBody }) }
  return {
    method,
    url,
    requestHeaders: sent,
    ...(requestBody !== undefined && { requestBody }),
    status,
    headers: withoutSecrets(headers),
    body: body.length > maxText ? `${body.slice(0, maxText)}…` : body,
    ...(error !== undefined && { error }),
    curl: curl({ method, url, headers: sent, ...repeatable })
  }
}
