import type { ProcessSeed } from '../../schemas/seed.ts'
import type { Validators } from '../inputs/validators.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { Process, ProcessPackage, Values, ValueSchema } from '../processes/process.ts'
import { wrongOutput } from '../results/check-results.ts'
import { sampleOf } from '../results/sample-value.ts'
import { adjustPlan, defaultPlan } from '../world/plan.ts'
import { readCase } from './seed-case.ts'

/** Default of a process in a seed: it succeeds at once. */
const blank: Omit<Process, 'id' | 'title'> = {
  description: 'A process of the seed.',
  version: '1.0.0',
  inputs: {},
  outputs: {},
  plan: () => ({ ...defaultPlan, running: 0 }),
  results: inputs => inputs
}

/** What the schemas of a process are read with. */
export interface SchemaContext {
  readonly validators: Validators
  readonly components?: Readonly<Record<string, ValueSchema>> | undefined
}

/**
 * Creates a process from a seed: a new one, or a changed copy of a known one. The value of an output is the result in
 * the seed, else the result of the known process, else the input of the same name if it fits, else a sample made from
 * its schema.
 */
export function processFromSeed ({ id, inputs, outputs = {}, results, cases = [], plan, title, description, version, replace = false, mutable, package: sent, ...members }: ProcessSeed, known: Process | undefined, context: SchemaContext): Process {
  const base = (replace ? undefined : known) ?? { ...blank, id, title: id }
  const others = Object.fromEntries(Object.entries(outputs).filter(([output]) => !Object.hasOwn(results ?? {}, output)))
  const complete = completion(others, context)
  return {
    id,
    title: title ?? base.title,
    description: description ?? base.description,
    version: version ?? base.version,
    inputs: { ...base.inputs, ...inputs },
    outputs: { ...base.outputs, ...outputs },
    members: { ...base.members, ...members, ...definedOnly({ mutable }) },
    plan: values => adjustPlan(base.plan(values), plan),
    results: values => ({ ...complete(base.results(values)), ...results }),
    cases: [...cases.map(one => readCase(one, context.validators)), ...base.cases ?? []],
    ...definedOnly({ run: results === undefined ? base.run : undefined, mutable, package: sent && packageFromSeed(sent) })
  }
}

const packageFromSeed = ({ mediaType, text, base64 = '' }: NonNullable<ProcessSeed['package']>): ProcessPackage =>
  ({ mediaType, body: text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text) })

/** Adds sample values for outputs that have no value, or an invalid one. */
function completion (outputs: Process['outputs'], context: SchemaContext): (values: Values) => Values {
  const samples = new Map<string, unknown>()
  const sample = (output: string, schema: ValueSchema) => {
    if (!samples.has(output)) samples.set(output, sampleOf(schema, context))
    return samples.get(output)
  }
  const fits = (schema: ValueSchema, value: unknown) => value !== undefined && wrongOutput(value, schema, context.validators) === undefined
  return values => ({ ...values, ...Object.fromEntries(Object.entries(outputs).map(([output, { schema }]) => [output, fits(schema, values[output]) ? values[output] : sample(output, schema)])) })
}
