import { Idiomorph } from 'idiomorph'

/** Makes `place` look like `markup`, which came escaped from the double itself; what has the focus keeps it. */
export function morph (place: Element, markup: string): void {
  Idiomorph.morph(place, markup, { morphStyle: 'outerHTML', ignoreActiveValue: true })
}

/** The same with the part of a whole page that has the id of `place`. */
export function morphTo (place: Element, page: string): void {
  const next = new DOMParser().parseFromString(page, 'text/html').getElementById(place.id)
  if (next !== null) morph(place, next.outerHTML)
}
