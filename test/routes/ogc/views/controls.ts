import { unescaped } from '../helper.ts'

export interface Control {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  /** Its value, as a browser sends it. */
  readonly value: string
  /** The options of a select. */
  readonly options: readonly string[]
}

/** Every input, select and text area of a page. */
export function controlsOf (page: string): Control[] {
  return [...page.matchAll(/<(input|select|textarea)( [^>]*)?>(?:([^]*?)<\/\1>)?/g)].map(([, tag = '', markup = '', content = '']) => {
    const attributes = attributesOf(markup)
    const options = [...content.matchAll(/<option( [^>]*)>/g)].map(([, option = '']) => attributesOf(option))
    const value = {
      input: attributes['value'] ?? '',
      select: options.find(option => 'selected' in option)?.['value'] ?? options[0]?.['value'] ?? '',
      textarea: unescaped(content.replace(/^\n/, ''))
    }[tag] ?? ''
    return { tag, attributes, value, options: options.map(option => option['value'] ?? '') }
  })
}

const attributesOf = (markup: string): Record<string, string> =>
  Object.fromEntries([...markup.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, unescaped(value)]))

/** The text of the element with that id, without markup. */
export function textOf (page: string, id: string): string | undefined {
  const [, text] = new RegExp(`<\\w+[^>]* id="${id.replaceAll('.', '\\.')}"[^>]*>([^]*?)</p>`).exec(page) ?? []
  return text === undefined ? undefined : unescaped(text.replace(/<[^>]*>/g, '')).trim()
}
