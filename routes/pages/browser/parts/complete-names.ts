/** Parts of the component without an accessible name, or out of reach of the keyboard; test/acceptance/browser/cases/api.ts checks them. */
const repairs: readonly [string, (element: Element) => void][] = [
  ['.parameters-col_description :is(input, select, textarea):not([aria-label])', element => name(element, element.closest('[data-param-name]')?.getAttribute('data-param-name') ?? 'value')],
  ['.body-param textarea:not([aria-label])', element => name(element, 'Request body')],
  ['.responses-table[role=region]:not([aria-label])', element => name(element, `${element.classList.contains('live-responses-table') ? 'Live response of' : 'Responses of'} ${operationOf(element)}`)],
  ['.close-modal:not([aria-label])', element => name(element, 'Close')],
  ['.modal-btn[aria-label]', element => element.removeAttribute('aria-label')],
  ['pre.microlight:not([tabindex])', element => element.setAttribute('tabindex', '0')]
]

const name = (element: Element, name: string): void => element.setAttribute('aria-label', name)

/** Its method and path. */
const operationOf = (element: Element): string =>
  ['.opblock-summary-method', '.opblock-summary-path'].map(part => element.closest('.opblock')?.querySelector(part)?.textContent ?? '').join(' ')

/** Completes the elements in `place`, and those added later. */
export function completeNames (place: Element): void {
  const complete = () => {
    for (const [selector, repair] of repairs) place.querySelectorAll(selector).forEach(repair)
  }
  new MutationObserver(complete).observe(place, { childList: true, subtree: true })
  complete()
}
