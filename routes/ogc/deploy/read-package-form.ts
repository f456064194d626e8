import type { PackageFields } from '../views/package-form.ts'

/** A package that came by a form: what to send, and what the form shows where it comes back. */
export interface SentPackage {
  readonly fields: PackageFields
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Reads a form with a package. A file that was chosen wins over what was typed, and is sent byte by byte. */
export async function readPackageForm (form: FormData): Promise<SentPackage> {
  const file = form.get('file')
  const bytes = file instanceof Blob && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : Buffer.from(textOf(form, 'package').replaceAll('\r\n', '\n'))
  const text = bytes.toString()
  const type = textOf(form, 'type')
  return { fields: { package: text, type, workflow: textOf(form, 'workflow') }, mediaType: type === '' ? mediaTypeOf(text) : type, bytes }
}

function textOf (form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** What a text looks like; one that is broken is judged by whoever reads it. */
export function mediaTypeOf (text: string): string {
  if (!/^\s*\{/.test(text)) return 'application/cwl+yaml'
  return /"(executionUnit|processDescription)"\s*:/.test(text) ? 'application/ogcapppkg+json' : 'application/cwl+json'
}
