import type { ProgressionBody } from '../../schemas/control/lifecycle.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { Progression } from '../jobs/progression.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { World } from './world.ts'

/** Sets how new jobs of a model progress. @throws InvalidArgument for an unknown model, or a member that this progression does not have */
export function setProgression (world: Pick<World, 'lifecycle' | 'processes' | 'projects'>, model: string, body: ProgressionBody): void {
  expectModel(world, model)
  world.lifecycle.set(model, toProgression(body))
}

/** Makes new jobs of a model follow their plans again. @throws InvalidArgument for an unknown model */
export function unsetProgression (world: { readonly lifecycle: Lifecycle } & Pick<World, 'processes' | 'projects'>, model: string): void {
  expectModel(world, model)
  world.lifecycle.unset(model)
}

/** @throws InvalidArgument for an unknown process or algorithm */
export function expectModel ({ processes, projects }: Pick<World, 'processes' | 'projects'>, model: string): void {
  const separator = model.indexOf('::')
  const [api, name] = [model.slice(0, separator), model.slice(separator + 2)]
  const known = api === 'ogc' ? [...processes.keys()] : ['transcode', ...[...projects.values()].flatMap(({ algorithms }) => [...algorithms.keys()])]
  if (name === 'job' || known.includes(name)) return
  throw new InvalidArgument(endSentence(`model_name: ${excerpt(model)} came; expected ${api}::job, or ${api}:: and one of ${known.join(', ')}${didYouMean(name, known)}`))
}

const membersOf = { immediate: [], time: ['seconds'], manual: ['times'], stuck: [], fail: ['reason'] } as const satisfies Record<ProgressionBody['progression'], readonly (keyof ProgressionBody)[]>

function toProgression ({ progression, ...members }: ProgressionBody): Progression {
  const known: readonly string[] = membersOf[progression]
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && !known.includes(name)) throw new InvalidArgument(`${name}: ${excerpt(value)} came; expected nothing, since the progression ${progression} has ${known.length === 0 ? 'no such member' : `only ${known.join(', ')}`}.`)
  }
  const { seconds = 10, times, reason } = members
  switch (progression) {
    case 'time': return { progression, seconds }
    case 'manual': return times === undefined ? { progression } : { progression, times }
    case 'fail': return reason === undefined ? { progression } : { progression, reason }
    default: return { progression }
  }
}
