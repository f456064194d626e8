import { morph, morphTo } from './parts/morph.ts'
import { offerCopies } from './parts/copy.ts'
import { showExchange } from './parts/exchange.ts'

const live = () => document.getElementById('live')

let source: EventSource | undefined

/** Keeps the live part of the page as the job is; the server says when it looks otherwise, and how it looks now. */
function watch (): void {
  const address = live()?.dataset['events']
  if (address === undefined) return
  const opened = source = new EventSource(address)
  opened.addEventListener('job', ({ data }: MessageEvent<string>) => show(data))
  opened.addEventListener('end', ({ data }: MessageEvent<string>) => {
    opened.close()
    show(data)
  })
  // A connection that breaks is made anew by the browser; one that was refused is not.
  opened.addEventListener('error', () => { if (opened.readyState === EventSource.CLOSED) refresh().catch(() => {}) })
}

function show (markup: string): void {
  const place = live()
  if (place !== null) morph(place, markup)
}

/** Sends the DELETE itself, and shows what was asked and answered. */
async function dismiss (form: HTMLFormElement): Promise<void> {
  const address = form.dataset['dismiss']
  const place = document.getElementById('exchange')
  if (address === undefined || place === null) return form.submit()
  await showExchange(place, 'DELETE', address, { accept: 'application/json' })
  await refresh()
}

/** Shows how the job is now; where nobody watches, nobody says so. */
async function refresh (): Promise<void> {
  if (live() === null) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html', 'x-requested-with': 'jobdouble' } })
  const page = await answer.text()
  const place = live()
  if (place === null) return
  if (answer.ok) morphTo(place, page)
  else if (answer.status === 404) sayGone(place)
}

/** What was said of the job holds no more; the button stays, since its answer is worth seeing. */
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

// A browser has few connections to one server: a page that nobody sees leaves its own to others.
document.addEventListener('visibilitychange', () => {
  source?.close()
  if (document.visibilityState === 'visible') refresh().then(watch, watch)
})

offerCopies(document)
watch()
