import { curl } from '../../../../src/http/curl.ts'
import { prettyJson } from '../../pretty-json.ts'
import { offerCopies } from './copy.ts'

/** Sends a request and shows the exchange, drawn like routes/ogc/views/exchange.ts. All of it is inserted as text. */
export async function showExchange (place: HTMLElement, method: string, address: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const { pathname, search } = new URL(address)
  const request = [heading('Request'), code([`${method} ${pathname}${search}`, ...lines(Object.entries(headers))].join('\n'))]
  const answer = await answerTo(method, address, headers)
  place.replaceChildren(heading('Request and response', 'h2'), ...request, ...answer, heading('As a curl command'), code(curl({ method, url: address, headers }), true))
  offerCopies(place)
}

async function answerTo (method: string, address: string, headers: Readonly<Record<string, string>>): Promise<HTMLElement[]> {
  try {
    const answer = await fetch(address, { method, headers })
    const head = [`${answer.status} ${answer.statusText}`, ...lines(answer.headers)].join('\n')
    return [heading('Response'), code(`${head}\n\n${prettyJson(await answer.text())}`)]
  } catch (error) {
    const lost = document.createElement('p')
    lost.className = 'error'
    lost.textContent = `No response: ${String(error)}.`
    return [lost]
  }
}

const lines = (headers: Iterable<[string, string]>): string[] => [...headers].map(([name, value]) => `${name}: ${value}`)

function heading (text: string, name: 'h2' | 'h3' = 'h3'): HTMLElement {
  const element = document.createElement(name)
  element.textContent = text
  return element
}

function code (text: string, copy = false): HTMLElement {
  const element = document.createElement('pre')
  if (copy) element.dataset['copy'] = ''
  element.appendChild(document.createElement('code')).textContent = text
  return element
}
