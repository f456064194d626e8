import { type Static, Type } from '@sinclair/typebox'
import { Link } from './ogc/link.ts'
import { jobControlOptions, transmissionModes } from './ogc/process.ts'
import { stringEnum } from './string-enum.ts'
import { endedStatuses } from '../src/jobs/job.ts'

/** The seconds between 1970 and the last instant that a Date can hold. */
const mostSeconds = 8.64e12
const seconds = (description: string) => Type.Number({ minimum: 0, maximum: mostSeconds, description: `${description}, in seconds` })

/** @see exception.yaml */
const exception = {
  type: Type.Optional(Type.String({ minLength: 1, description: 'The type of the exception, a URI or a token' })),
  title: Type.Optional(Type.String({ minLength: 1 })),
  status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599, description: 'The status with which a request for its results is answered; 500 if absent' }))
}

export const PlanSeed = Type.Object({
  accepted: Type.Optional(Type.Union([seconds('How long the job waits before it runs'), stringEnum(['forever'])])),
  running: Type.Optional(Type.Union([seconds('How long it runs'), stringEnum(['forever'])])),
  outcome: Type.Optional(stringEnum(endedStatuses)),
  progress: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 100 }), {
    description: 'Percentages that it reports at equal intervals while it runs; without them progress grows with time'
  })),
  reason: Type.Optional(Type.String({ description: 'Why it fails, for people' })),
  exception: Type.Optional(Type.Object(exception, { additionalProperties: false, description: 'Details of its failure beside the reason' })),
  results: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'The values of its outputs, in place of those of its process' })),
  whole: Type.Optional(Type.Union([seconds('How long it would have run, of which progress is measured, where it was cut short'), stringEnum(['forever'])])),
  pauses: Type.Optional(Type.Array(Type.Object({ from: seconds('From when'), until: seconds('Until when') }, { additionalProperties: false }), {
    description: 'When it was held while it ran, in seconds after its submission: that time does not count'
  })),
  manual: Type.Optional(Type.Object({ times: Type.Integer({ minimum: 1 }), told: Type.Integer({ minimum: 0 }) }, {
    additionalProperties: false, description: 'How many requests each step takes, and how many came so far'
  })),
  stuck: Type.Optional(Type.Boolean({ description: 'It runs until it is dismissed; nothing else ends it' }))
}, { additionalProperties: false, description: 'What a job does if nothing interferes' })
export type PlanSeed = Static<typeof PlanSeed>

export const FailureSeed = Type.Object({
  ...exception,
  detail: Type.Optional(Type.String({ description: 'Why it fails, for people: the message of the job' }))
}, { additionalProperties: false, description: 'The job fails with this exception' })
export type FailureSeed = Static<typeof FailureSeed>

const ResultsSeed = Type.Record(Type.String(), Type.Unknown(), {
  description: 'By output: a value, `{ value, mediaType }`, a link `{ href, type }`, `{ $file, type }` or `{ $bytes, type }`'
})

const answer = { plan: Type.Optional(PlanSeed), failure: Type.Optional(FailureSeed) }
const answerWithResults = { results: Type.Optional(ResultsSeed), ...answer }
const times = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'For how many jobs; 1 if absent. The last answer stays' }))

const caseWith = <const T extends typeof answer>(members: T, description: string) => Type.Object({
  when: Type.Optional(Type.Record(Type.String(), Type.Unknown(), {
    description: 'Inputs that a job must have, or `{ matchesJsonSchema }` for all of them; absent: every job'
  })),
  ...members,
  sequence: Type.Optional(Type.Array(Type.Object({ ...members, times }, { additionalProperties: false }), { minItems: 1, description: 'Answers for one job after another' }))
}, { additionalProperties: false, description })

export const CaseSeed = caseWith(answerWithResults, 'What jobs with certain inputs do; the first case that matches applies')
export type CaseSeed = Static<typeof CaseSeed>

const AlgorithmSeed = Type.Object({
  name: Type.String({ minLength: 1 }),
  files_per_job: Type.Optional(Type.Integer({ minimum: 1, description: 'How many media one job works on; 1 if absent' })),
  plan: Type.Optional(PlanSeed),
  cases: Type.Optional(Type.Array(caseWith(answer, 'What jobs with certain inputs do; the first case that matches applies')))
}, { additionalProperties: false })

const ProjectSeed = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  name: Type.Optional(Type.String()),
  media: Type.Optional(Type.Array(Type.Integer(), { description: 'The ids of all media of the project, used by a launch that names none' })),
  algorithms: Type.Optional(Type.Array(AlgorithmSeed))
}, { additionalProperties: false })

export const levels = ['view', 'edit', 'transfer', 'execute', 'full'] as const
export const Level = stringEnum(levels, { description: 'What a user may do in a project; each level includes those before it' })
export type Level = Static<typeof Level>

const UserSeed = Type.Object({
  name: Type.String({ minLength: 1, description: 'The username, for POST /rest/Token, and through OGC for the token endpoint and the login page' }),
  password: Type.Optional(Type.String({ description: 'Without one nobody can log in as this user; the token still works' })),
  token: Type.String({ pattern: '^[\\x21-\\x7e]+$', description: 'The key that follows `Token ` in Authorization, and through OGC `Bearer `, or stands in the header of the API key: no spaces, ASCII only' }),
  world: Type.Optional(Type.String({ pattern: '^[\\w.~-]{1,100}$', description: 'The world that requests with this token belong to' })),
  active: Type.Optional(Type.Boolean({ description: 'false: the token is refused as that of a disabled user' })),
  projects: Type.Optional(Type.Record(Type.String({ pattern: '^[1-9][0-9]*$' }), Level, { additionalProperties: false, description: 'Level by project id. Through OGC that of the first project counts; a user without any may do everything there' }))
}, { additionalProperties: false })

const described = {
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  keywords: Type.Optional(Type.Array(Type.String())),
  metadata: Type.Optional(Type.Array(Type.Object({}, { additionalProperties: true }))),
  additionalParameters: Type.Optional(Type.Unknown())
}
const ValueSchema = Type.Object({}, { additionalProperties: true, description: 'A schema object of OpenAPI 3.0 or JSON Schema 2020-12' })
const InputSeed = Type.Object({
  ...described,
  minOccurs: Type.Optional(Type.Integer({ minimum: 0 })),
  maxOccurs: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), stringEnum(['unbounded'])])),
  schema: ValueSchema
}, { additionalProperties: true })

const base64 = Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/\\s]*={0,2}\\s*$' }))

const PackageSeed = Type.Object({
  mediaType: Type.String({ pattern: '^application/(ogcapppkg\\+json|json|cwl(\\+json|\\+yaml)?)\\s*(;[\\x20-\\x7e]*)?$' }),
  text: Type.Optional(Type.String()),
  base64
}, { additionalProperties: false, description: 'The package that it was deployed with: what GET of its package answers where it is mutable' })

export const ProcessSeed = Type.Object({
  id: Type.String({ minLength: 1 }),
  ...described,
  version: Type.Optional(Type.String()),
  replace: Type.Optional(Type.Boolean({ description: 'Whether it replaces echo, fail or hold of this name instead of changing it' })),
  jobControlOptions: Type.Optional(Type.Array(stringEnum(jobControlOptions), { description: 'How it can be executed; both ways, and dismiss, if absent' })),
  outputTransmission: Type.Optional(Type.Array(stringEnum(transmissionModes), { minItems: 1, description: 'How its outputs can be transmitted; both ways if absent' })),
  links: Type.Optional(Type.Array(Type.Object(Link.properties, { additionalProperties: true }), { description: 'Links beside those that the double adds itself' })),
  inputs: Type.Optional(Type.Record(Type.String(), InputSeed)),
  outputs: Type.Optional(Type.Record(Type.String(), Type.Object({ ...described, schema: ValueSchema }, { additionalProperties: true }))),
  results: Type.Optional(ResultsSeed),
  cases: Type.Optional(Type.Array(CaseSeed)),
  plan: Type.Optional(PlanSeed),
  mutable: Type.Optional(Type.Boolean({ description: 'Whether clients may replace and undeploy it, in a world that deploys; false if absent' })),
  package: Type.Optional(PackageSeed)
}, { additionalProperties: true, description: 'A process, in the form of its description in OGC API – Processes' })
export type ProcessSeed = Static<typeof ProcessSeed>

const ReferenceSeed = Type.Object({
  mediaType: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  base64
}, { additionalProperties: false, description: 'The content of an address' })

const DismissalSeed = Type.Object({
  after: Type.Optional(seconds('Delay until the dismissal takes effect; immediate if absent')),
  forgottenAfter: Type.Optional(seconds('How long after the dismissal it is forgotten; never if absent')),
  workGoesOn: Type.Optional(Type.Boolean({ description: 'Subscribers are notified of the end in its plan, and its code is not stopped' }))
}, { additionalProperties: false, description: 'Details of a dismissal that is not immediate and permanent' })
export type DismissalSeed = Static<typeof DismissalSeed>

export const JobSeed = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1 })),
  group: Type.Optional(Type.String({ minLength: 1 })),
  process: Type.Optional(Type.String({ minLength: 1, description: 'A process, an algorithm or `transcode`; echo if absent' })),
  project: Type.Optional(Type.Integer({ minimum: 1 })),
  user: Type.Optional(Type.String({ description: 'The name of the user that launched it' })),
  inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  plan: Type.Optional(PlanSeed),
  age: Type.Optional(seconds('How long ago it was submitted')),
  response: Type.Optional(stringEnum(['raw', 'document'], { description: 'How its results are delivered, as in an execute request; raw if absent' })),
  outputs: Type.Optional(Type.Record(Type.String(), Type.Object({ transmissionMode: stringEnum(transmissionModes) }, { additionalProperties: false }), { description: 'Which results are delivered, and how; all if absent' })),
  held: Type.Optional(seconds('How long ago it was held: since then it stays where it was')),
  dismissed: Type.Optional(seconds('How long ago it was dismissed')),
  dismissal: Type.Optional(DismissalSeed)
}, { additionalProperties: false })
export type JobSeed = Static<typeof JobSeed>

/** What a world starts with, and what a reset restores. */
export const Seed = Type.Object({
  $schema: Type.Optional(Type.String({ description: 'Address of the JSON Schema of seeds, for an editor' })),
  projects: Type.Optional(Type.Array(ProjectSeed)),
  users: Type.Optional(Type.Array(UserSeed)),
  processes: Type.Optional(Type.Array(ProcessSeed, { description: 'Processes beside echo, fail and hold, or changes of these' })),
  components: Type.Optional(Type.Object({ schemas: Type.Optional(Type.Record(Type.String(), ValueSchema)) }, { additionalProperties: false, description: 'Schemas that those of the processes refer to as `#/components/schemas/…`' })),
  references: Type.Optional(Type.Record(Type.String(), ReferenceSeed, {
    description: 'Content by address, for inputs sent as links. These addresses are never requested over the network'
  })),
  plans: Type.Optional(Type.Record(Type.String(), PlanSeed, { description: 'Changes of plans, by process id' })),
  jobs: Type.Optional(Type.Array(JobSeed))
}, { additionalProperties: false, title: 'jobdouble seed file', description: 'What a world of jobdouble starts with' })
export type Seed = Static<typeof Seed>
