import { html } from 'ghtml'

/** The fields of a package form. */
export interface PackageFields {
  /** The package as text. */
  readonly package: string
  /** Its media type; empty to detect it from the text. */
  readonly type: string
  /** The workflow of a CWL document with several; empty for the only one. */
  readonly workflow: string
}

export const emptyPackage: PackageFields = { package: '', type: '', workflow: '' }

/** The problem of a sent package, with the field that it belongs to. */
export interface PackageProblem {
  readonly field: keyof PackageFields
  readonly sentence: string
}

/** The state of a package form when its page is shown. */
export interface PackageFormState {
  readonly fields?: PackageFields
  readonly problem?: PackageProblem | undefined
}

/** What the form is for. */
export interface PackageFormPurpose {
  /** The address that it is sent to. */
  readonly action: string
  readonly title: string
  readonly button: string
  /** The heading when it is shown again with a problem. */
  readonly refusal: string
}

export const packageTypes = {
  'application/ogcapppkg+json': 'application package (JSON)',
  'application/cwl+yaml': 'CWL (YAML)',
  'application/cwl+json': 'CWL (JSON)',
  'application/cwl': 'CWL (YAML or JSON)'
} as const

/** The form that deploys or replaces a process. A chosen file wins over typed text. */
export function packageForm ({ action, title, button, refusal }: PackageFormPurpose, { fields = emptyPackage, problem }: PackageFormState = {}): string {
  const errorAt = (field: keyof PackageFields) => problem?.field === field ? problem.sentence : undefined
  return html`!${problem === undefined ? '' : summary(refusal, problem)}
<form method="post" action="${action}" enctype="multipart/form-data" id="deploy"><h2>${title}</h2>
<p>Nothing of a package is ever executed, and no image is ever pulled. Jobs of the process run as the double's do.</p>
!${field('package', 'Package', 'An application package or a CWL document, as text.', errorAt('package'), attributes => html`<textarea !${attributes} rows="12" dir="ltr" spellcheck="false" autocapitalize="off">
${fields.package}</textarea>`)}
<div class="field"><label for="file">Or a file</label><p class="hint" id="file.hint">It is sent as it is, and wins over the text.</p><input type="file" id="file" name="file" aria-describedby="file.hint" accept=".cwl,.json,.yaml,.yml"></div>
!${field('type', 'Media type', '', errorAt('type'), attributes => html`<select !${attributes}><option value="">found out from the package</option>!${Object.entries(packageTypes).map(([type, words]) =>
  html`<option value="${type}"${type === fields.type ? ' selected' : ''}>${type}: ${words}</option>`)}</select>`)}
!${field('workflow', 'Workflow', 'Which one of a CWL document with several workflows. Sent as the query parameter w.', errorAt('workflow'), attributes => html`<input type="text" dir="auto" autocomplete="off" !${attributes} value="${fields.workflow}">`)}
<div class="row"><button>${button}</button></div>
</form>`
}

/** @param control makes the control from attributes, as markup */
function field (name: keyof PackageFields, label: string, hint: string, error: string | undefined, control: (attributes: string) => string): string {
  const describedBy = [...hint === '' ? [] : [`${name}.hint`], ...error === undefined ? [] : [`${name}.error`]].join(' ')
  const described = describedBy === '' ? '' : html` aria-describedby="${describedBy}"`
  return html`<div class="field"><label for="${name}">${label}</label>!${hint === '' ? '' : html`<p class="hint" id="${name}.hint">${hint}</p>`}
!${error === undefined ? '' : html`<p class="error" id="${name}.error"><bdi>${error}</bdi></p>`}
!${control(html`id="${name}" name="${name}"!${described}!${error === undefined ? '' : html` aria-invalid="true"`}`)}</div>`
}

const labels: Readonly<Record<keyof PackageFields, string>> = { package: 'Package', type: 'Media type', workflow: 'Workflow' }

const summary = (refusal: string, { field, sentence }: PackageProblem): string => html`<section class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title">
<h2 id="errors-title">${refusal}</h2>
<ul class="links"><li><a href="#${field}">${labels[field]}</a>: <bdi>${sentence}</bdi></li></ul>
</section>`
