import type { DeploymentRules } from '../../schemas/control/deployment-rules.ts'
import { essenceOf } from '../formats/media-type.ts'

/** Which media types a world accepts as packages. */
export type AcceptedPackages = DeploymentRules['accepts']

export const packageType = 'application/ogcapppkg+json'

const cwlTypes = ['application/cwl', 'application/cwl+json', 'application/cwl+yaml'] as const

/** CWL in several parts, as Weaver has it. A form with files is none: a page of another site can send one unasked. */
const multipartTypes = ['multipart/related', 'multipart/mixed'] as const

/** All that Part 2 knows. */
export const packageTypes: readonly string[] = [packageType, ...cwlTypes, ...multipartTypes]

const typesOf: Record<AcceptedPackages, readonly string[]> = {
  both: packageTypes,
  cwl: [...cwlTypes, ...multipartTypes],
  ogcapppkg: [packageType],
  link: [packageType],
  // maap-py sends its packages as plain JSON.
  maap: [packageType, 'application/json']
}

/** The accepted media types of a package. */
export const acceptedTypes = (accepts: AcceptedPackages): readonly string[] => typesOf[accepts]

export const isAcceptedType = (mediaType: string | undefined, accepts: AcceptedPackages): boolean =>
  mediaType !== undefined && typesOf[accepts].includes(essenceOf(mediaType))

/** Whether a document of this media type is CWL itself, not a package that may contain it. */
export const isCwlType = (mediaType: string): boolean => (cwlTypes as readonly string[]).includes(essenceOf(mediaType))

export const isMultipart = (mediaType: string): boolean => (multipartTypes as readonly string[]).includes(essenceOf(mediaType))
