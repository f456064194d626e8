import type { PackageFields } from '../views/package-form.ts'

/** A package from a form: what to send, and the fields to show again. */
export interface FormPackage {
  readonly fields: PackageFields
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Reads a form with a package. A chosen file wins over typed text, and is sent byte by byte. */
export async function readPackageForm (form: FormData): Promise<FormPackage> {
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

/** The media type that a text looks like; an invalid text is left to the reader of packages. */
export function mediaTypeOf (text: string): string {
  if (!/^\s*\{/.test(text)) return 'application/cwl+yaml'
  return /"(executionUnit|processDescription)"\s*:/.test(text) ? 'application/ogcapppkg+json' : 'application/cwl+json'
}
