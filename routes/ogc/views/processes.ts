import { html } from 'ghtml'
import type { ProcessList, ProcessSummary } from '../../../schemas/ogc/process.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import { pagingMarkup } from './paging.ts'

/** What can be executed: one card for each process. @param deploy the form that deploys another one; empty where that is not done */
export const processesView = (deploy: string) => (body: ProcessList): string => html`<ul class="cards">!${body.processes.map(card)}</ul>
!${pagingMarkup(body.links, { next: 'More processes' })}
!${deploy}
!${fullContentMarkup(body)}`

function card ({ id, title, description, version, links = [] }: ProcessSummary): string {
  const self = links.find(({ rel }) => rel === 'self')
  return html`<li dir="auto"><h2><a href="${self?.href ?? ''}">${title ?? id}</a></h2><p>${description ?? ''}</p><p class="hint"><code>${id}</code>, version ${version}</p></li>`
}
