export const formType = 'application/x-www-form-urlencoded'

/** The fields of a browser's form; as JSON, text by name, or a list for a repeated name. */
export class Form extends URLSearchParams {
  toJSON (): Record<string, string | string[]> {
    return Object.fromEntries([...new Set(this.keys())].map(name => {
      const [first = '', ...more] = this.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }))
  }
}

export const readForm = (text: string): Record<string, string | string[]> => new Form(text).toJSON()
