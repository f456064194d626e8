/** A text with holes, filled with values in the order of its marks. */
export type TextTemplate = (values: readonly string[]) => string

/** Needs no escaping in JSON and in paths. */
const edge = '_-_'
const hole = /_-_(\d)_-_/

/** Whether a text may be part of a template: it contains no mark. */
export const isFreeOfMarks = (text: string): boolean => !text.includes(edge)

/**
 * Makes a template of a text with up to ten holes from one sample with marks in the holes. Values are inserted without
 * escaping; the rest of the text contains no mark.
 */
export function createTemplate (count: number, write: (marks: readonly string[]) => string): TextTemplate {
  const marks = Array.from({ length: count }, (_, index) => `${edge}${index}${edge}`)
  const [first = '', ...rest] = write(marks).split(hole)
  const places = rest.filter((_, index) => index % 2 === 0).map(Number)
  const pieces = [first, ...rest.map((piece, index) => index % 2 === 0 ? '' : piece)]
  return values => {
    for (let index = 0; index < places.length; index++) pieces[2 * index + 1] = values[places[index]!]!
    // V8 makes one flat text of it; Node is slow to check a header that was put together with `+`.
    return pieces.join('')
  }
}
