import { Idiomorph } from 'idiomorph'

/** Makes `place` look like `markup`, which came escaped from the double itself; what has the focus keeps it, and what was opened stays open. */
export function morph (place: Element, markup: string, keepForms = false): void {
  const callbacks = {
    beforeAttributeUpdated: (name: string, node: Element) => !(name === 'open' && node instanceof HTMLDetailsElement),
    // What someone has filled in and not sent yet is theirs; what was done is said until something else is done.
    beforeNodeMorphed: (node: Node) => !(keepForms && node instanceof HTMLElement && ('keep' in node.dataset || node.getAttribute('role') === 'status')),
    // So is what went wrong. A button that a script has put there stays beside what it copies.
    beforeNodeRemoved: (node: Node) => !(keepForms && node instanceof HTMLElement && node.getAttribute('role') === 'alert')
  }
  // What is being typed stays; all else is what the double says that it is, also while it has the focus.
  const ignoreActiveValue = document.activeElement?.matches('input, textarea, select') ?? false
  Idiomorph.morph(place, markup, { morphStyle: 'outerHTML', ignoreActiveValue, callbacks })
}

/** The same with the part of a whole page that has the id of `place`. */
export function morphTo (place: Element, page: string, keepForms = false): void {
  const next = new DOMParser().parseFromString(page, 'text/html').getElementById(place.id)
  if (next !== null) morph(place, next.outerHTML, keepForms)
}
