import { isMultipart } from '../../../src/deploy/package-media-types.ts'
import { shownPackageText } from '../../../src/deploy/package-text.ts'
import type { Process } from '../../../src/processes/process.ts'
import type { World } from '../../../src/world/world.ts'
import { deployMarkup, mutationMarkup } from '../views/deployment.ts'
import { emptyPackage, type PackageFields, packageTypes } from '../views/package-form.ts'
import { isDeploying } from './deploy-routes.ts'
import { mediaTypeOf } from './read-package-form.ts'

/** The deploy form for the process list; empty in a world that does not deploy. */
export const deployFormOf = (world: World, base: string): string => isDeploying(world) ? deployMarkup(base) : ''

/** The forms to replace and undeploy a process, for its page; empty for an immutable process. */
export const mutationFormsOf = (world: World, { id, mutable, package: sent }: Process, base: string): string =>
  isDeploying(world) && mutable === true ? mutationMarkup(base, id, fieldsOf(sent)) : ''

/** A package as it was sent, where a form can send the like; its media type only where it would not be found out, so that another package can take its place. */
function fieldsOf (sent: Process['package']): PackageFields {
  if (sent === undefined || isMultipart(sent.mediaType)) return emptyPackage
  const text = shownPackageText(sent)
  return { ...emptyPackage, package: text, type: sent.mediaType in packageTypes && sent.mediaType !== mediaTypeOf(text) ? sent.mediaType : '' }
}
