import { morphTo } from './parts/morph.ts'

/** How often the page looks at the world, in milliseconds. */
const often = 1000

const main = document.querySelector('main')
const shown = () => document.getElementById('demonstration')

/** Counts what was asked for, so that an answer that was overtaken is not shown. */
let asked = 0
/** What a button does is not overtaken. */
let sending = false

async function show (answer: Promise<Response>, keepForms: boolean): Promise<void> {
  const mine = ++asked
  const page = await (await answer).text()
  if (main === null || mine !== asked) return
  morphTo(main, page, keepForms)
  const address = shown()?.dataset['address']
  if (address !== undefined) history.replaceState(null, '', address)
  // The button that was pressed may be gone: who uses the keyboard goes on from the content.
  if (!keepForms && document.activeElement === document.body) main.focus()
}

const headers = { accept: 'text/html' }

document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.getAttribute('method') !== 'post') return
  event.preventDefault()
  const fields = new FormData(form, event.submitter)
  const body = new URLSearchParams([...fields].map(([name, value]): [string, string] => [name, String(value)]))
  // The buttons are called action, and so hide the property of that name.
  sending = true
  show(fetch(form.getAttribute('action') ?? location.href, { method: 'POST', headers, body }), false).catch(() => form.submit()).finally(() => { sending = false })
})

setInterval(() => {
  const refresh = shown()?.dataset['refresh']
  if (sending || refresh === undefined || document.visibilityState !== 'visible') return
  // The double may be away for a while; the next time it is asked again.
  show(fetch(refresh, { headers }), true).catch(() => {})
}, often)
