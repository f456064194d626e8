import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

const oneOf = <const T extends readonly number[]>(values: T, description: string) => Type.Unsafe<T[number]>({ type: 'integer', enum: values, description })

/** Rules of deployment on which the sources of Part 2 disagree. Each rule is explained in docs/deploy.md. */
export const DeploymentRules = Type.Object({
  put: oneOf([200, 201, 202, 204], 'status of a successful replacement'),
  undeploy: oneOf([200, 204], 'status of a successful undeployment; 200 comes with an empty object'),
  queued: Type.Number({ minimum: 0, maximum: 8.64e12, description: 'how many seconds a deployment or replacement waits, answered with 202; 0: none' }),
  outcome: stringEnum(['deployed', 'failed'], { description: 'the outcome of a queued deployment' }),
  accepts: stringEnum(['both', 'cwl', 'ogcapppkg', 'link', 'maap'], { description: 'which packages: CWL and application packages; one of them; application packages whose unit is a link; those and cwlRawText as the MAAP API has them' }),
  ids: stringEnum(['document', 'integer'], { description: 'where the id of a process comes from: the document, or a number that the server gives' }),
  conflict: stringEnum(['plain', 'existing'], { description: 'whether a 409 names the id of the existing process in additionalProperties' }),
  upsert: Type.Boolean({ description: 'whether PUT of an unknown id deploys it (201)' }),
  replace: stringEnum(['overwrite', 'revision'], { description: 'whether a replaced process is dropped, or stays as {id}:{version}' }),
  package: stringEnum(['as-sent', 'value'], { description: 'how a package is served: as it was sent, or CWL as a value within an application package' }),
  immutablePackage: oneOf([403, 404], 'status of the package of an immutable process'),
  malformed: oneOf([400, 422, 500], 'status for a document that cannot be read'),
  unsupported: stringEnum(['unsupported-media-type', 'unsupported-content-type'], { description: 'type of the exception of a 415' }),
  links: stringEnum(['keep', 'fetch'], { description: 'whether CWL behind a link is fetched to describe the process, within the bounds of callbacks and inputs' })
}, { additionalProperties: false })
export type DeploymentRules = Readonly<Static<typeof DeploymentRules>>
