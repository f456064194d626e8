import { morph, morphTo } from './parts/morph.ts'
import { offerCopies } from './parts/copy.ts'
import { showExchange } from './parts/exchange.ts'

/** Keeps the live part of the page as the job is; the server says when it looks otherwise. */
function watch (live: HTMLElement): void {
  const address = live.dataset['events']
  if (address === undefined) return
  const source = new EventSource(address)
  const show = ({ data }: MessageEvent<string>) => {
    const place = document.getElementById('live')
    if (place !== null) morph(place, data)
  }
  source.addEventListener('job', show)
  source.addEventListener('end', event => {
    show(event)
    source.close()
  })
}

/** Sends the DELETE itself, and shows what was asked and answered. */
async function dismiss (form: HTMLFormElement): Promise<void> {
  const address = form.dataset['dismiss']
  const place = document.getElementById('exchange')
  if (address === undefined || place === null) return form.submit()
  await showExchange(place, 'DELETE', address, { accept: 'application/json' })
  await refresh()
}

/** What a dismissal left of the job; where nobody watches, nobody says so. */
async function refresh (): Promise<void> {
  const place = document.getElementById('live')
  if (place === null) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  const page = await answer.text()
  if (answer.ok) return morphTo(place, page)
  const lead = place.querySelector('.lead')
  if (lead !== null) lead.textContent = 'The job is not there any more.'
}

document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.dataset['dismiss'] === undefined) return
  event.preventDefault()
  void dismiss(form)
})

offerCopies(document)
const live = document.getElementById('live')
if (live !== null) watch(live)
