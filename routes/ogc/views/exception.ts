import { html } from 'ghtml'
import type { Exception } from '../../../schemas/ogc/exception.ts'
import { valueMarkup } from '../../pages/html.ts'

/** What went wrong, for a person: the sentence first, then all that the exception says. */
export const exceptionView = (exception: Exception): string =>
  html`<p class="lead" dir="auto">${exception.detail ?? ''}</p>!${valueMarkup(exception)}`
