import { morph, morphTo } from './parts/morph.ts'
import { offerCopies } from './parts/copy.ts'
import { showExchange } from './parts/exchange.ts'

const live = () => document.getElementById('live')

let source: EventSource | undefined

/** Updates the live part of the page; the server sends it whenever it changes. */
function watch (): void {
  const address = live()?.dataset['events']
  if (address === undefined) return
  const opened = source = new EventSource(address)
  opened.addEventListener('job', ({ data }: MessageEvent<string>) => show(data))
  opened.addEventListener('end', ({ data }: MessageEvent<string>) => {
    opened.close()
    show(data)
  })
  // The browser reopens a broken connection, but not a refused one.
  opened.addEventListener('error', () => { if (opened.readyState === EventSource.CLOSED) refresh().catch(() => {}) })
}

function show (markup: string): void {
  const place = live()
  if (place !== null) morph(place, markup)
}

/** Sends the DELETE, and shows the exchange. */
async function dismiss (form: HTMLFormElement): Promise<void> {
  const address = form.dataset['dismiss']
  const place = document.getElementById('exchange')
  if (address === undefined || place === null) return form.submit()
  await showExchange(place, 'DELETE', address, { accept: 'application/json' })
  await refresh()
}

/** Reloads the live part once; needed if no connection is open. */
async function refresh (): Promise<void> {
  if (live() === null) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html', 'x-requested-with': 'jobdouble' } })
  const page = await answer.text()
  const place = live()
  if (place === null) return
  if (answer.ok) morphTo(place, page)
  else if (answer.status === 404) sayGone(place)
}

/** The prediction about the job no longer holds; the button stays, since a second answer is worth seeing. */
function sayGone (place: Element): void {
  const lead = place.querySelector('.lead')
  if (lead !== null) lead.textContent = 'The job no longer exists.'
  for (const past of place.querySelectorAll('#live > :not(.lead, #dismiss, form), #dismiss > p')) past.remove()
}

document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.dataset['dismiss'] === undefined) return
  event.preventDefault()
  void dismiss(form)
})

// A browser has few connections to one server: a hidden page gives its own up.
document.addEventListener('visibilitychange', () => {
  source?.close()
  if (document.visibilityState === 'visible') refresh().then(watch, watch)
})

offerCopies(document)
watch()
