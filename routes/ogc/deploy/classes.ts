import type { AcceptedPackages } from '../../../src/deploy/package-media-types.ts'
import type { World } from '../../../src/world/world.ts'

const met: Record<AcceptedPackages, readonly string[]> = {
  both: ['deploy-replace-undeploy', 'ogcapppkg', 'docker', 'cwl'],
  cwl: ['deploy-replace-undeploy', 'cwl'],
  ogcapppkg: ['deploy-replace-undeploy', 'ogcapppkg', 'docker', 'cwl'],
  link: ['deploy-replace-undeploy', 'ogcapppkg'],
  maap: ['deploy-replace-undeploy', 'ogcapppkg']
}

const schemes = { off: [], http: ['http'], https: ['https'], both: ['http', 'https'] } as const

/** The conformance classes of Part 2 that a world implements. A client of ZOO compares the http spelling letter by letter. */
export const deployClasses = ({ settings: { deploy, deployment }, persona }: World): readonly string[] =>
  deploy !== 'off' && persona?.deployment?.conformance !== undefined ? persona.deployment.conformance : schemes[deploy].flatMap(scheme => met[deployment.accepts].map(name => `${scheme}://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/${name}`))
