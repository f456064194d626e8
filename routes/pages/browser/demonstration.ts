import { morphTo } from './parts/morph.ts'
import { offerCopies } from './parts/copy.ts'

/** Polling interval, in milliseconds. */
const often = 1000

const main = document.querySelector('main')
const demonstration = () => document.getElementById('demonstration')

/** Counts requests, so that an outdated answer is not shown. */
let latestRequest = 0
/** The answer to a button must not be overtaken. */
let sending = false

async function show (answer: Promise<Response>, keepForms: boolean): Promise<boolean> {
  const mine = ++latestRequest
  const page = await (await answer).text()
  if (main === null || mine !== latestRequest) return false
  morphTo(main, page, keepForms)
  offerCopies(main)
  // The pressed button may be gone: keyboard focus moves to the content.
  if (!keepForms && document.activeElement === document.body) main.focus()
  return true
}

const headers = { accept: 'text/html' }

/** Puts the shown state into the address. */
function noteAddress (): void {
  const address = demonstration()?.dataset['address']
  if (address !== undefined) history.replaceState(null, '', address)
}

document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.getAttribute('method') !== 'post') return
  event.preventDefault()
  const fields = new FormData(form, event.submitter)
  const body = new URLSearchParams([...fields].map(([name, value]): [string, string] => [name, String(value)]))
  // Buttons have the name action, which hides the form's property of that name.
  sending = true
  show(fetch(form.getAttribute('action') ?? location.href, { method: 'POST', headers, body }), false).then(noteAddress, () => form.submit()).finally(() => { sending = false })
})

/** Shows a page of the same kind without a reload, and scrolls to the fragment of its address. */
async function go (href: string): Promise<void> {
  if (!await show(fetch(href, { headers }), false)) return
  const { hash } = new URL(href)
  const place = hash === '' ? null : document.getElementById(hash.slice(1))
  place?.focus({ preventScroll: true })
  place?.scrollIntoView({ block: 'nearest' })
}

document.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (link === null || !('stay' in link.dataset) || !isPlain) return
  event.preventDefault()
  const { href } = link
  history.pushState(null, '', href)
  go(href).catch(() => { location.href = href })
})

addEventListener('popstate', () => { go(location.href).catch(() => location.reload()) })

document.addEventListener('keydown', event => {
  if (event.key !== 'F2') return
  event.preventDefault()
  document.getElementById('presenter')?.click()
})

setInterval(() => {
  const refresh = demonstration()?.dataset['refresh']
  if (sending || refresh === undefined || document.visibilityState !== 'visible') return
  // The double may be unreachable for a while; polling goes on.
  show(fetch(refresh, { headers }), true).then(isShown => { if (isShown) noteAddress() }).catch(() => {})
}, often)

if (main !== null) offerCopies(main)
