import { html } from 'ghtml'
import { curl } from '../../../src/http/curl.ts'
import { prettyJson } from '../../pages/pretty-json.ts'

/** A request and its answer, as sent. */
export interface DisplayedExchange {
  readonly method: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody?: string
  readonly status: number
  /** The reason phrase of the status. */
  readonly reason: string
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly body: string
}

/** An exchange for display; routes/pages/browser/parts/exchange.ts draws the same when the script sends the request. */
export function exchangeMarkup ({ method, url, requestHeaders, requestBody, status, reason, responseHeaders, body }: DisplayedExchange): string {
  const { pathname, search } = new URL(url)
  const requestText = [`${method} ${pathname}${search}`, ...lines(requestHeaders), ...requestBody === undefined ? [] : ['', requestBody]].join('\n')
  const answered = [`${status} ${reason}`, ...lines(responseHeaders), '', prettyJson(body)].join('\n')
  return html`<h2>Request and response</h2>
<h3>Request</h3><pre><code>${requestText}</code></pre>
<h3>Response</h3><pre><code>${answered}</code></pre>
<h3>As a curl command</h3><pre data-copy><code>${curl({ method, url, headers: requestHeaders, ...(requestBody !== undefined && { body: requestBody }) })}</code></pre>`
}

const lines = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
