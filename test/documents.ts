import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A page of documentation. */
export interface Document {
  /** Relative to the root of the repository, such as `docs/ogc.md`. */
  readonly path: string
  readonly text: string
}

/** Reads the page at this path. @throws Error if there is none */
export const readDocument = (path: string): Document => ({ path, text: readFileSync(join(root, path), 'utf8') })

/** The pages of these folders and their subfolders. */
const pagesIn = (folders: readonly string[]): string[] => folders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => join(folder, name)).sort())

/** Every page of the repository for people. */
export const documents: readonly Document[] =
  ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'RELEASING.md', ...pagesIn(['docs', 'test/acceptance/browser'])].map(readDocument)

interface Block {
  readonly language: string
  readonly text: string
}

/** The fenced blocks of a page, in order. */
export const blocksOf = ({ text }: Document): Block[] =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))

/** The rows of the table with this heading in its first cell; empty if there is none. */
export function tableOf ({ text }: Document, heading: string): string[][] {
  const lines = text.split('\n')
  const start = lines.findIndex(line => line.startsWith(`| ${heading} |`))
  if (start < 0) return []
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
}

/** The local links and images of a page, with the path and the heading that each leads to. */
export const localLinksOf = ({ path, text }: Document): { target: string, path: string, anchor: string | undefined }[] =>
  [...withoutBlocks(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => {
    const [file = '', anchor] = target.split('#')
    return { target, path: file === '' ? path : join(dirname(path), file), anchor }
  })

/** The anchors of the headings of a page, as GitHub makes them. */
export const anchorsOf = ({ text }: Document): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))

const withoutBlocks = (text: string): string => text.replace(/^```\w*\n[\s\S]*?^```$/gm, '')
