/** A client as you may have one: it starts jobs, asks how they are, and repeats a cancellation whose answer was lost. */
export class JobClient {
  constructor (url) {
    this.url = url
  }

  async start (process, inputs) {
    const { jobID } = await this.#ask('POST', `/processes/${process}/execution`, { 'content-type': 'application/json', prefer: 'respond-async' }, JSON.stringify({ inputs }))
    return jobID
  }

  async status (id) {
    return (await this.#ask('GET', `/jobs/${id}`)).status
  }

  async cancel (id) {
    try {
      return (await this.#ask('DELETE', `/jobs/${id}`)).status
    } catch (error) {
      if (error.name !== 'TypeError') throw error
      return (await this.#ask('DELETE', `/jobs/${id}`)).status
    }
  }

  /** `fetch` rejects with a TypeError if no answer came. */
  async #ask (method, path, headers, body) {
    const answer = await fetch(this.url + path, { method, headers, body })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`)
    return answer.json()
  }
}
