import { html } from 'ghtml'

/** A status as a badge: its colour says nothing that the word does not say. */
export const statusMarkup = (status: string): string => html`<span class="status ${status}">${status}</span>`
