/** Text with holes: what stands in them is said as values, in the order of the marks that it was written with. */
export type TextTemplate = (values: readonly string[]) => string

/** It stands in JSON and in paths as it is. */
const edge = '_-_'
const hole = /_-_(\d)_-_/

/** Whether a text may be part of a template: it has nothing that would be taken for a mark. */
export const isFreeOfMarks = (text: string): boolean => !text.includes(edge)

/**
 * Finds out a text with up to ten holes by having it written once, with marks in the holes. Values stand in it as they are;
 * what else is in it is free of marks.
 */
export function createTemplate (count: number, write: (marks: readonly string[]) => string): TextTemplate {
  const marks = Array.from({ length: count }, (_, index) => `${edge}${index}${edge}`)
  const [first = '', ...rest] = write(marks).split(hole)
  const places = rest.filter((_, index) => index % 2 === 0).map(Number)
  const texts = rest.filter((_, index) => index % 2 === 1)
  return values => {
    let text = first
    for (let index = 0; index < places.length; index++) text += values[places[index]!]! + texts[index]!
    return text
  }
}
