import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { stringEnum } from '../string-enum.ts'
import { Link } from './link.ts'

const anyMembers = { additionalProperties: true } as const

/** An object with any members: a description is served with members that the standard does not know. */
const AnyMembers = Type.Object({}, anyMembers)

/** @see descriptionType.yaml */
const description = {
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  keywords: Type.Optional(Type.Array(Type.String())),
  metadata: Type.Optional(Type.Array(AnyMembers)),
  additionalParameters: Type.Optional(Type.Unknown())
}

export const jobControlOptions = ['sync-execute', 'async-execute', 'dismiss'] as const

export const transmissionModes = ['value', 'reference'] as const

const summary = {
  ...description,
  id: Type.String(),
  version: Type.String(),
  jobControlOptions: Type.Optional(Type.Array(stringEnum(jobControlOptions))),
  outputTransmission: Type.Optional(Type.Array(stringEnum(transmissionModes))),
  links: Type.Optional(Type.Array(Type.Object(Link.properties, anyMembers)))
}

/** @see processSummary.yaml */
export const ProcessSummary = Type.Object(summary, { ...anyMembers, $id: 'ProcessSummary' })
export type ProcessSummary = Static<typeof ProcessSummary>

/** @see processList.yaml */
export const ProcessList = Type.Object({
  processes: Type.Array(ref(ProcessSummary)),
  links: Type.Array(ref(Link))
}, { $id: 'ProcessList' })
export type ProcessList = Static<typeof ProcessList>

/** A schema object of OpenAPI 3.0, whatever it holds. @see schema.yaml */
const ValueSchema = AnyMembers

/** @see inputDescription.yaml */
export const InputDescription = Type.Object({
  ...description,
  minOccurs: Type.Optional(Type.Integer()),
  // No anyOf: generators make a class of it.
  maxOccurs: Type.Optional(Type.Unsafe<number | 'unbounded'>({ description: 'a whole number, or `unbounded`' })),
  schema: ValueSchema
}, { ...anyMembers, $id: 'InputDescription' })

/** @see outputDescription.yaml */
export const OutputDescription = Type.Object({ ...description, schema: ValueSchema }, { ...anyMembers, $id: 'OutputDescription' })

/** @see process.yaml */
export const Process = Type.Object({
  ...summary,
  inputs: Type.Optional(Type.Record(Type.String(), ref(InputDescription))),
  outputs: Type.Optional(Type.Record(Type.String(), ref(OutputDescription)))
}, { ...anyMembers, $id: 'Process' })
export type Process = Static<typeof Process>
