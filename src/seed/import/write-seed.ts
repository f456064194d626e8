import type { ProcessSeed } from '../../../schemas/seed.ts'
import { adaptProcess } from './adapt-process.ts'
import type { ImportedContent } from './imported-content.ts'
import { adaptResults } from './adapt-results.ts'

/** A seed as text, and how much of the source is in it. */
export interface SeedText {
  readonly text: string
  readonly processes: number
  readonly remarks: number
}

/** Writes imported processes as a seed in YAML; what could not be taken over becomes a comment in its place. @param heading comment lines at the top */
export async function writeSeed ({ descriptions, results, remarks, plans }: ImportedContent, heading: readonly string[]): Promise<SeedText> {
  const { Document } = await import('../yaml.ts')
  const processes: ProcessSeed[] = []
  const comments: string[][] = []
  const general = [...new Set(remarks)]
  for (const { description, from } of descriptions) {
    const { process, remarks } = importProcess(description, from, results)
    const id = String(description['id'])
    if (process === undefined || processes.some(other => other.id === id)) general.push(...remarks.map(remark => `${id}: ${remark}`), ...(process === undefined ? [] : [`${id}: It came twice; the first one is used.`]))
    else {
      processes.push({ ...process, ...plans?.get(id) })
      comments.push([...remarks])
    }
  }
  const document = new Document({ processes }, { aliasDuplicateObjects: false })
  document.commentBefore = [...heading, ...general].map(commentOf).join('\n')
  const list = document.get('processes') as { items: { commentBefore?: string | null }[] }
  for (const [index, sentences] of comments.entries()) if (sentences.length > 0) list.items[index]!.commentBefore = sentences.map(commentOf).join('\n')
  return { text: document.toString({ lineWidth: 0 }), processes: processes.length, remarks: general.length + comments.flat().length }
}

function importProcess (description: ImportedContent['descriptions'][number]['description'], from: string, results: ImportedContent['results']) {
  const answer = results.get(String(description['id']))
  const adaptedResults = answer === undefined ? { results: undefined, remarks: [] } : adaptResults(description, answer)
  const { process, remarks } = adaptProcess(description, from, adaptedResults.results)
  return { process, remarks: [...remarks, ...adaptedResults.remarks] }
}

/** One line, without characters that a terminal or YAML would interpret. */
// eslint-disable-next-line no-control-regex -- they are what is meant
const commentOf = (sentence: string): string => ` ${sentence.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+/g, ' ').toWellFormed()}`
