import { html } from 'ghtml'
import { processUrl } from '../process-url.ts'
import { packageForm, type PackageFields, type PackageFormPurpose } from './package-form.ts'

export const deployPurpose = (base: string): PackageFormPurpose =>
  ({ action: `${base}/deployment`, title: 'Deploy a process', button: 'Deploy', refusal: 'The process was not deployed' })

export const replacePurpose = (base: string, id: string): PackageFormPurpose =>
  ({ action: `${processUrl(base, id)}/replacement`, title: 'Replace this process', button: 'Replace', refusal: 'The process was not replaced' })

/** The deploy form, folded away below the list. */
export const deployMarkup = (base: string): string =>
  html`<details><summary>Deploy a process of your own</summary>!${packageForm(deployPurpose(base))}</details>`

/** Actions on a mutable process beside executing it. @param fields its package as it was sent */
export const mutationMarkup = (base: string, id: string, fields: PackageFields): string =>
  html`<details><summary>Replace or undeploy this process</summary>!${packageForm(replacePurpose(base, id), { fields })}!${undeployForm(base, id)}</details>`

/** The button alone. It posts to the resource beside the process, which sends the DELETE. */
const undeployForm = (base: string, id: string): string => html`<form method="post" action="${processUrl(base, id)}/undeployment"><h2>Undeploy this process</h2>
<p>Its jobs stay, with their results.</p>
<button class="danger">Undeploy</button> <code>DELETE <bdi>${processUrl(base, id)}</bdi></code>
</form>`
