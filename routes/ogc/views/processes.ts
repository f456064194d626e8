import { html } from 'ghtml'
import type { ProcessList, ProcessSummary } from '../../../schemas/ogc/process.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import { pagingMarkup } from './paging.ts'

/** The processes, one card each. @param deploy the deploy form; empty in a world that does not deploy */
export const processesView = (deploy: string) => (body: ProcessList): string => html`<ul class="cards">!${body.processes.map(card)}</ul>
!${pagingMarkup(body.links, { next: 'More processes' })}
!${deploy}
!${fullContentMarkup(body)}`

function card ({ id, title, description, version, links = [] }: ProcessSummary): string {
  const self = links.find(({ rel }) => rel === 'self')
  return html`<li dir="auto"><h2><a href="${self?.href ?? ''}">${title ?? id}</a></h2><p>${description ?? ''}</p><p class="hint"><code>${id}</code>, version ${version}</p></li>`
}
