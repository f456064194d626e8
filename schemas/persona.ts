import { type Static, Type } from '@sinclair/typebox'
import { dismissalEffects, dismissPolicies } from '../src/jobs/dismissal.ts'
import { jobStatuses } from '../src/jobs/job.ts'
import { DeploymentRules } from './control/deployment-rules.ts'
import { ogcDialects } from './control/settings.ts'
import { stringEnum } from './string-enum.ts'

/** The kinds of evidence for a server's behaviour. */
const evidences = ['run', 'recorded', 'read', 'reported', 'documented'] as const

/** The placeholders in braces, by place. `{name}` alone becomes the value itself; within text it becomes text. */
export const placeholders = {
  status_info: ['id', 'process', 'status', 'before', 'message', 'reason', 'progress', 'created', 'started', 'finished', 'updated', 'base', 'job', 'results_type', 'nothing'],
  errors: ['type', 'title', 'status', 'detail', 'instance', 'id', 'base', 'job', 'job_status', 'existing', 'nothing'],
  deployment: ['id', 'name', 'title', 'description', 'version', 'summary', 'base', 'process', 'deployment', 'status', 'created', 'location', 'href', 'nothing'],
  job_list: ['jobs', 'ids', 'count', 'total', 'limit', 'offset', 'next_offset', 'prev_offset', 'query', 'base', 'self']
} as const
export type PlaceholderSet = keyof typeof placeholders

const strict = { additionalProperties: false }

const Body = Type.Unknown({ description: 'JSON with placeholders such as `{id}`; `{finished or null}` is null where there is none. A member without a value, as is `{nothing}`, is left out, and so is a link without an address' })
const Members = Type.Record(Type.String(), Body)
const mediaType = Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[^;]+)*$' })
const headers = Type.Record(Type.String({ pattern: '^[\\w-]+$' }), Type.Union([Type.String(), Type.Null()]), { ...strict, description: 'headers with placeholders; null takes one away' })

const seconds = (description: string) => Type.Number({ minimum: 0, maximum: 86_400, description: `${description}, in seconds of the world's clock` })

const answer = {
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
  media_type: Type.Optional(mediaType),
  headers: Type.Optional(headers),
  body: Type.Optional(Body),
  text: Type.Optional(Type.String({ description: 'text instead of JSON, with placeholders' }))
}

/** The differences of an answer from the dialect. */
export const AnswerDeviation = Type.Object(answer, strict)
export type AnswerDeviation = Static<typeof AnswerDeviation>

const DismissalDeviation = Type.Object({
  ...answer,
  effect: Type.Optional(stringEnum(dismissalEffects, { description: 'what becomes of the job; as the dismiss policy has it if absent' })),
  after: Type.Optional(seconds('Delay until that takes effect')),
  forgotten_after: Type.Optional(seconds('How long after the dismissal a dismissed job is forgotten; never if absent')),
  work_goes_on: Type.Optional(Type.Boolean({ description: 'whether the work goes on in the background, and subscribers are notified of its end; false if absent' })),
  shows: Type.Optional(stringEnum(['before'], { description: 'the job as it was before the dismissal, where there is no body; as it is then if absent' }))
}, { ...strict, description: 'The answer to the dismissal of a job in this status' })
export type DismissalDeviation = Static<typeof DismissalDeviation>

const ErrorDeviation = Type.Object({
  problem: Type.Array(Type.String(), { minItems: 1, description: 'what is wrong, by the names of docs/personas.md' }),
  at: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'the operations that it applies to, by operationId; all if absent' })),
  id: Type.Optional(stringEnum(['malformed'], { description: 'only if the id of the job is not a UUID' })),
  ...answer
}, strict)
export type ErrorDeviation = Static<typeof ErrorDeviation>

export const Source = Type.Object({
  evidence: stringEnum(evidences, { description: 'run: observed by running the server; recorded: in recorded traffic; read: in its source; reported: in an issue of its project; documented: its documentation says so' }),
  where: Type.String({ minLength: 1, description: 'file and lines, or a request' }),
  what: Type.Optional(Type.String({ minLength: 1 }))
}, strict)

const NotImitated = Type.Object({
  what: Type.String({ minLength: 1, description: 'for people' }),
  sometimes: Type.Optional(Type.Boolean({ description: 'whether they occur only sometimes, as with races' })),
  differences: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'by the names that the differential script has for them; a `*` stands for anything' }))
}, strict)

/** The deployment answers of a persona, in a world that deploys. */
const DeploymentDeviation = Type.Object({
  rules: Type.Optional(Type.Partial(DeploymentRules, { ...strict, description: 'how it deploys, by the rules of docs/deploy.md; as the text of Part 2 has it if absent' })),
  conformance: Type.Optional(Type.Array(Type.String({ pattern: '^https?://www\\.opengis\\.net/' }), { description: 'the classes of Part 2 that it declares; those of what it accepts if absent' })),
  deployed: Type.Optional(AnswerDeviation),
  replaced: Type.Optional(AnswerDeviation),
  patched: Type.Optional(AnswerDeviation),
  undeployed: Type.Optional(AnswerDeviation),
  package: Type.Optional(AnswerDeviation),
  job: Type.Optional(AnswerDeviation),
  check_fails: Type.Optional(Type.Array(Type.String(), { description: 'the checks of the class deploy that find a deviation' }))
}, { ...strict, description: 'How it deploys, replaces and undeploys, in a world that does (--deploy); `patched`: PATCH, and `job`: GET /deploymentJobs/{number}, which are not there if absent' })

export const listFilters = ['type', 'processID', 'status', 'datetime', 'minDuration', 'maxDuration'] as const

/** How a real server deviates from a dialect of OGC API – Processes. */
export const Persona = Type.Object({
  $schema: Type.Optional(Type.String({ description: 'Address of this JSON Schema, for an editor' })),
  name: Type.String({ pattern: '^(?!none$)[a-z0-9][a-z0-9._-]{0,99}$', description: 'its name' }),
  title: Type.String({ minLength: 1, description: 'the server, for people' }),
  version: Type.String({ minLength: 1, description: 'of the server: a release or a commit' }),
  sources: Type.Array(Source, { minItems: 1 }),
  not_imitated: Type.Optional(Type.Array(NotImitated, { description: 'What the server does, and the persona does not' })),
  check_fails: Type.Optional(Type.Array(Type.String(), { description: 'the checks of `jobdouble check` that find a deviation' })),
  variant_of: Type.Optional(Type.String({ description: 'a published persona that it inherits from; objects are merged member by member' })),
  based_on: Type.Optional(Type.Object({
    ogc: Type.Optional(stringEnum(ogcDialects)),
    dismiss: Type.Optional(stringEnum(dismissPolicies))
  }, { ...strict, description: 'The dialect and the dismiss policy that it deviates from; 1.0 and retain if absent' })),
  headers: Type.Optional(headers),
  media_type: Type.Optional(mediaType),
  link_header: Type.Optional(Type.Boolean({ description: 'whether links stand in a Link header too; true if absent' })),
  times: Type.Optional(Type.Object({
    digits: Type.Optional(Type.Integer({ minimum: 0, maximum: 9, description: 'of the fraction of a second; 3 if absent' })),
    zone: Type.Optional(stringEnum(['Z', '+00:00', 'none'], { description: 'how UTC is written; Z if absent' })),
    separator: Type.Optional(stringEnum(['T', ' '], { description: 'what stands between date and time; T if absent' }))
  }, strict)),
  status_info: Type.Optional(Type.Object({
    body: Members,
    by_status: Type.Optional(Type.Partial(Type.Object(Object.fromEntries(jobStatuses.map(status => [status, Members])) as Record<typeof jobStatuses[number], typeof Members>, strict), { ...strict, description: 'differing members, by status' })),
    headers: Type.Optional(headers)
  }, { ...strict, description: 'A job' })),
  dismissal: Type.Optional(Type.Object({
    any: Type.Optional(DismissalDeviation),
    accepted: Type.Optional(DismissalDeviation),
    running: Type.Optional(DismissalDeviation),
    successful: Type.Optional(DismissalDeviation),
    failed: Type.Optional(DismissalDeviation),
    dismissed: Type.Optional(DismissalDeviation)
  }, { ...strict, description: 'The answer to a dismissal, by the status of the job before it; `any` for other statuses' })),
  errors: Type.Optional(Type.Object({
    body: Type.Optional(Members),
    media_type: Type.Optional(mediaType),
    cases: Type.Optional(Type.Array(ErrorDeviation, { description: 'the first that matches applies; its members replace those of `body`' }))
  }, strict)),
  negotiation: Type.Optional(Type.Object({
    f: Type.Optional(Type.Union([stringEnum(['ignored']), Type.Array(Type.String(), { minItems: 1 })], { description: 'the values of `f` that are known, others are refused; or whether it is ignored. json and html if absent' })),
    accept: Type.Optional(stringEnum(['exact', 'ignored'], { description: 'exact: only media types that are written out count; ignored: JSON whatever Accept says. As HTTP has it if absent' })),
    results: Type.Optional(stringEnum(['json', 'html'], { description: 'the format of results without `f` and Accept' }))
  }, strict)),
  job_list: Type.Optional(Type.Object({
    absent: Type.Optional(Type.Boolean({ description: 'whether there is no list at all; false if absent' })),
    body: Type.Optional(Members),
    order: Type.Optional(stringEnum(['newest', 'oldest', 'oldest-page-reversed'], { description: 'what comes first; reversed: pages from the oldest on, each from its newest' })),
    paging: Type.Optional(stringEnum(['none'], { description: 'none: all jobs are on one page; by `offset` if absent' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'the default page size' })),
    filters: Type.Optional(Type.Array(stringEnum(listFilters), { description: 'supported filters; others are ignored. All if absent' }))
  }, { ...strict, description: 'The list of jobs, paged by `offset`' })),
  execution: Type.Optional(Type.Object({
    mode: Type.Optional(stringEnum(['async'], { description: 'every execution is a job, whatever is preferred' })),
    response: Type.Optional(stringEnum(['document'], { description: 'results without a requested form come as one document, even for one output' })),
    invalid_inputs: Type.Optional(stringEnum(['failed-job'], { description: 'invalid inputs make a failed job instead of a 400' })),
    async: Type.Optional(AnswerDeviation),
    sync: Type.Optional(Type.Object({
      headers: Type.Optional(headers),
      keeps_job: Type.Optional(Type.Boolean({ description: 'whether the job of a synchronous execution stays; false if absent' }))
    }, strict))
  }, strict)),
  conformance: Type.Optional(Type.Array(Type.String(), { description: 'the conformance classes that it declares' })),
  deployment: Type.Optional(DeploymentDeviation),
  trailing_slash: Type.Optional(stringEnum(['same'], { description: 'a trailing slash of an address is ignored' }))
}, { ...strict, title: 'jobdouble persona', description: 'How a real server deviates from a dialect of OGC API – Processes' })
export type Persona = Static<typeof Persona>
