export const formType = 'application/x-www-form-urlencoded'

/** The fields of a form as a browser sends them; as JSON, text by name, or a list where a name came several times. */
export class Form extends URLSearchParams {
  toJSON (): Record<string, string | string[]> {
    return Object.fromEntries([...new Set(this.keys())].map(name => {
      const [first = '', ...more] = this.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }))
  }
}

export const readForm = (text: string): Record<string, string | string[]> => new Form(text).toJSON()
