import { Type } from '@sinclair/typebox'
import type { Algorithm, Project } from '../../src/world/seed-content.ts'
import type { World } from '../../src/world/world.ts'
import { TatorProblem } from './problems.ts'

export const ProjectParams = Type.Object({ project: Type.Integer({ description: 'A unique integer identifying a project.' }) })
/** Text before validation, since the hook needs the project earlier. */
export type ProjectParams = { project: string | number }

/** @throws TatorProblem `not-found` for an unknown project, or one that is not an integer */
export function projectOf ({ projects }: World, { project }: ProjectParams): Project {
  const found = /^\d{1,15}$/.test(String(project)) ? projects.get(Number(project)) : undefined
  if (found === undefined) throw new TatorProblem('not-found', 'Not found.')
  return found
}

/** The algorithm with that name, or undefined: each dialect has its own error for that. */
export const algorithmOf = (project: Project, name: string): Algorithm | undefined => project.algorithms.get(name)

/** Why an algorithm is not found, for people. */
export const knownAlgorithms = ({ id, algorithms }: Project, name: string): string =>
  `Project ${id} has no algorithm "${name}"; it has: ${[...algorithms.keys()].join(', ') || 'none'}.`
