import { Idiomorph } from 'idiomorph'

/** Changes `place` to look like `markup`, which the double has escaped; focus stays, and opened details stay open. */
export function morph (place: Element, markup: string, keepForms = false): void {
  const callbacks = {
    beforeAttributeUpdated: (name: string, node: Element) => !(name === 'open' && node instanceof HTMLDetailsElement),
    // Filled-in forms that were not sent are kept; so is the announcement of the last action.
    beforeNodeMorphed: (node: Node) => !(keepForms && node instanceof HTMLElement && ('keep' in node.dataset || node.getAttribute('role') === 'status')),
    // The same holds for errors. A copy button, which a script has added, stays beside its block.
    beforeNodeRemoved: (node: Node) => !(keepForms && node instanceof HTMLElement && node.getAttribute('role') === 'alert')
  }
  // Text being typed stays; everything else is updated, even with focus.
  const ignoreActiveValue = document.activeElement?.matches('input, textarea, select') ?? false
  Idiomorph.morph(place, markup, { morphStyle: 'outerHTML', ignoreActiveValue, callbacks })
}

/** The same with the element of a whole page that has the id of `place`. */
export function morphTo (place: Element, page: string, keepForms = false): void {
  const next = new DOMParser().parseFromString(page, 'text/html').getElementById(place.id)
  if (next !== null) morph(place, next.outerHTML, keepForms)
}
