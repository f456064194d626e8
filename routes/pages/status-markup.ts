import { html } from 'ghtml'

/** A status as a badge: its colour adds nothing to the word. */
export const statusMarkup = (status: string): string => html`<span class="status ${status}">${status}</span>`
