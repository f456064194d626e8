import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Troubles, watch } from './troubles.ts'

/** How a page is opened. */
export interface Look {
  /** `false` for a browser with scripts switched off. */
  scripts?: boolean
  width?: number
  height?: number
  dark?: boolean
}

export interface Answer { status: number, headers: Headers, text: string, json: unknown }

/** A case: a sentence, and its proof. */
export type Cases = Record<string, (visit: Visit) => Promise<void>>

const patience = 15_000

/** A world for one case, and a browser that opens it. */
export class Visit {
  /** The address of the world, without a trailing slash. */
  readonly url: string
  readonly #browser: Browser
  readonly #contexts: BrowserContext[] = []
  readonly #troubles: Troubles[] = []

  constructor (browser: Browser, origin: string, world: string) {
    this.#browser = browser
    this.url = `${origin}/w/${world}`
  }

  /** Opens a path of the world, or a whole address, as a new visitor, and waits until it is loaded. */
  async open (path: string, { scripts = true, width = 1280, height = 800, dark = false }: Look = {}): Promise<Page> {
    const context = await this.#browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height }, reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light', locale: 'en' })
    context.setDefaultTimeout(patience)
    this.#contexts.push(context)
    this.#troubles.push(await watch(context, new URL(this.address(path)).origin))
    const page = await context.newPage()
    await page.goto(this.address(path))
    return page
  }

  address (path: string): string {
    return path.startsWith('/') ? this.url + path : path
  }

  /** Sends a request to the world without the browser. A `body` is sent as JSON. */
  async ask (path: string, method = 'GET', body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
    const answer = await fetch(this.address(path), { method, headers, signal: AbortSignal.timeout(patience), ...content })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined }
  }

  /** Stops the clock, which the case then moves. */
  async stopClock (): Promise<void> { await this.#control('/clock', { action: 'freeze' }) }
  async advance (duration: string): Promise<void> { await this.#control('/clock', { action: 'advance', duration }) }
  async set (settings: object): Promise<void> { await this.#control('/settings', settings) }

  async #control (path: string, body: object): Promise<void> {
    const { status, text } = await this.ask(`/__admin${path}`, 'PUT', body)
    if (status >= 300) throw new Error(`PUT /__admin${path} ${JSON.stringify(body)}: ${status} ${text}`)
  }

  get troubles (): string[] { return this.#troubles.flatMap(({ all }) => all) }
  get violations (): number { return this.#troubles.reduce((sum, { violations }) => sum + violations, 0) }
  get pages (): number { return this.#contexts.length }

  /** Waits for pending reports of the browser: it sends them in order, so its answer comes after them. */
  async heard (): Promise<void> {
    await Promise.all(this.#contexts.flatMap(context => context.pages()).map(page => page.title()))
  }

  /** Removes the problems that a case expects. */
  forgive (): string[] {
    const found = this.troubles
    this.#troubles.length = 0
    return found
  }

  async end (): Promise<void> {
    await this.heard().catch(() => {})
    await Promise.all(this.#contexts.map(context => context.close()))
  }
}
