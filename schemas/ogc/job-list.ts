import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { Link } from './link.ts'
import { StatusInfo } from './status-info.ts'

/** @see jobList.yaml */
export const JobList = Type.Object({
  jobs: Type.Array(ref(StatusInfo)),
  links: Type.Array(ref(Link))
}, { $id: 'JobList' })
export type JobList = Static<typeof JobList>
