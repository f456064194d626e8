import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { stringEnum } from '../string-enum.ts'
import { Link } from './link.ts'

const description = {
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String())
}

const summary = {
  ...description,
  id: Type.String(),
  version: Type.String(),
  jobControlOptions: Type.Optional(Type.Array(stringEnum(['sync-execute', 'async-execute', 'dismiss']))),
  outputTransmission: Type.Optional(Type.Array(stringEnum(['value', 'reference']))),
  links: Type.Optional(Type.Array(ref(Link)))
}

/** @see processSummary.yaml */
export const ProcessSummary = Type.Object(summary, { $id: 'ProcessSummary' })
export type ProcessSummary = Static<typeof ProcessSummary>

/** @see processList.yaml */
export const ProcessList = Type.Object({
  processes: Type.Array(ref(ProcessSummary)),
  links: Type.Array(ref(Link))
}, { $id: 'ProcessList' })
export type ProcessList = Static<typeof ProcessList>

/** A schema object of OpenAPI 3.0, whatever it holds. @see schema.yaml */
const ValueSchema = Type.Object({}, { additionalProperties: true })

/** @see inputDescription.yaml */
export const InputDescription = Type.Object({
  ...description,
  minOccurs: Type.Optional(Type.Integer()),
  maxOccurs: Type.Optional(Type.Integer()),
  schema: ValueSchema
}, { $id: 'InputDescription' })

/** @see outputDescription.yaml */
export const OutputDescription = Type.Object({ ...description, schema: ValueSchema }, { $id: 'OutputDescription' })

/** @see process.yaml */
export const Process = Type.Object({
  ...summary,
  inputs: Type.Optional(Type.Record(Type.String(), ref(InputDescription))),
  outputs: Type.Optional(Type.Record(Type.String(), ref(OutputDescription)))
}, { $id: 'Process' })
export type Process = Static<typeof Process>
