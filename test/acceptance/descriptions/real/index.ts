import type { RealDescription } from '../description.ts'
import { eoepca } from './eoepca.ts'
import { otb } from './otb.ts'
import { pygeoapi } from './pygeoapi.ts'
import { weaver } from './weaver.ts'
import { zoo } from './zoo.ts'

/** Descriptions of processes of real servers. */
export const realDescriptions: readonly RealDescription[] = [...pygeoapi, ...zoo, ...otb, ...weaver, ...eoepca]
