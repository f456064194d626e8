import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { validateSeed } from '../../../src/seed/validate-seed.ts'

const base: Seed = {
  projects: [{ id: 7, algorithms: [{ name: 'detect' }] }, { id: 8, algorithms: [{ name: 'count' }] }],
  users: [{ name: 'worker', token: 'x', projects: { 7: 'full' } }],
  processes: [{
    id: 'buffer',
    inputs: { distance: { schema: { type: 'number' } }, names: { minOccurs: 0, maxOccurs: 2, schema: { type: 'string' } } },
    outputs: { area: { schema: { type: 'number' } } },
    plan: { running: 60 }
  }]
}

/** Invalid references and contradictions, with their messages. */
const wrong: [Partial<Seed>, ...string[]][] = [
  [{ jobs: [{}, { process: 'bufer' }] }, '/jobs/1/process: "bufer" came; expected a process, or an algorithm of the project 7: one of echo, fail, hold, buffer, detect, transcode; did you mean buffer?'],
  [{ jobs: [{ process: 'count' }] }, '/jobs/0/process: "count" came; expected a process, or an algorithm of the project 7: one of echo, fail, hold, buffer, detect, transcode'],
  [{ jobs: [{ process: 'count', project: 9 }] }, '/jobs/0/process: "count" came; expected a process, or an algorithm of the project 9: one of echo, fail, hold, buffer, transcode', '/jobs/0/project: 9 came; expected the id of a project: 7, 8'],
  [{ projects: [], users: [], jobs: [{ project: 2 }] }, '/jobs/0/project: 2 came; expected the id of a project: 1, since the seed has none'],
  [{ jobs: [{ user: 'worke' }] }, '/jobs/0/user: "worke" came; expected the name of a user: worker; did you mean worker?'],
  [{ users: [], jobs: [{ user: 'me' }] }, '/jobs/0/user: "me" came; expected the name of a user: there is none'],
  [{ users: [{ name: 'a', token: 'x', projects: { 9: 'full' } }] }, '/users/0/projects: 9 is not a project; there are: 7, 8'],
  [{ projects: [], users: [{ name: 'a', token: 'x', projects: { 1: 'full', 2: 'full' } }] }, '/users/0/projects: 2 is not a project; there are: 1'],
  [{ users: [{ name: 'a', token: 'x' }, { name: 'a', token: 'y' }] }, '/users/1/name: "a" came twice; expected each once'],
  [{ projects: [{ id: 7, algorithms: [{ name: 'a' }, { name: 'a' }] }] }, '/projects/0/algorithms/1/name: "a" came twice; expected each once'],
  [{ plans: { ecko: { accepted: 1 } } }, '/plans: ecko is not a process; there are: echo, fail, hold, buffer; did you mean echo?'],
  [{ plans: { buffer: { results: { aera: 1 } } } }, '/plans/buffer/results: aera is not an output of the process buffer; there are: area; did you mean area?'],
  [{ plans: { echo: { manual: { times: 1, told: 1 } } } }, '/plans/echo/manual/told: 1 came; expected less than 1, after which it takes a step'],
  [{ projects: [{ id: 7, algorithms: [{ name: 'a', plan: { results: { x: 1 } } }] }] }, '/projects/0/algorithms/0/plan/results: {"x":1} came; expected none: only the processes of OGC have results'],
  [{ processes: [{ id: 'p', plan: { pauses: [{ from: 5, until: 3 }] } }] }, '/processes/0/plan/pauses/0/until: 3 came; expected at least 5, when the pause began'],
  [{ references: { 'http://a': { text: 'x', base64: 'eA==' } } }, '/references/http://a: "x" came as text, and base64 beside it; expected one of them'],
  [{ references: { 'http://a': { mediaType: 'text/csv; charset=us-ascii', text: 'ä' } } }, '/references/http://a: "ä" came; expected text that can be written in us-ascii, or base64 in place of it'],
  [{ references: { 'http://a': { mediaType: 'text/csv; charset=koi8-r', text: 'a' } } }, '/references/http://a: "a" came; expected text that can be written in koi8-r, or base64 in place of it'],
  [{ jobs: [{ process: 'buffer', inputs: { distanc: 1 } }] }, '/jobs/0/inputs: distanc is not an input of the process buffer; there are: distance, names; did you mean distance?', '/jobs/0/inputs/distance: 0 values came; expected at least 1'],
  [{ jobs: [{ process: 'buffer', inputs: { distance: 'far' } }] }, '/jobs/0/inputs/distance: "far" came; expected number'],
  [{ jobs: [{ process: 'buffer', inputs: { distance: 1, names: ['a', 2] } }] }, '/jobs/0/inputs/names/1: 2 came; expected string'],
  [{ jobs: [{ process: 'buffer', inputs: { distance: 1, names: ['a', 'b', 'c'] } }] }, '/jobs/0/inputs/names: 3 values came; expected at most 2'],
  [{ processes: [{ id: 'bare' }], jobs: [{ process: 'bare', inputs: { a: 1 }, plan: { results: { b: 2 } } }] }, '/jobs/0/inputs: a is not an input of the process bare; there are: none', '/jobs/0/plan/results: b is not an output of the process bare; there are: none'],
  [{ processes: [{ id: 'many', inputs: { a: { maxOccurs: 'unbounded', schema: { type: 'string' } } } }], jobs: [{ process: 'many', inputs: { a: ['x', 5] } }] }, '/jobs/0/inputs/a/1: 5 came; expected string'],
  [{ processes: [{ id: 'deep', outputs: { a: { schema: { type: 'object', properties: { b: { type: 'string' } } } } } }], plans: { deep: { results: { a: { b: 5 } } } } }, '/plans/deep/results/a/b: 5 came; expected string'],
  [{ jobs: [{ process: 'echo', inputs: { message: 'x', extent: { bbox: [1] } } }] }, '/jobs/0/inputs/extent/bbox: [1] came; expected at least 4 items or at least 6 items or exactly one of these'],
  [{ jobs: [{ process: 'buffer', plan: { results: { area: 'x' } } }] }, '/jobs/0/plan/results/area: "x" came; expected number'],
  [{ jobs: [{ age: 10, dismissed: 30 }] }, '/jobs/0/dismissed: 30 came; expected at most 10 seconds, the age of the job'],
  [{ jobs: [{ held: 5 }] }, '/jobs/0/held: 5 came; expected at most 0 seconds, the age of the job'],
  [{ jobs: [{ process: 'hold', age: 30, held: 5, dismissed: 10 }] }, '/jobs/0/held: 5 came; expected at least 10 seconds, since the job was dismissed then'],
  [{ jobs: [{ process: 'buffer', age: 100, held: 20 }] }, '/jobs/0/held: 20 came; expected a time at which the job had not ended; by its plan it was successful then'],
  [{ jobs: [{ process: 'hold', age: 30, dismissal: { after: 5 } }] }, '/jobs/0/dismissal: it came without /dismissed; expected how long ago the job was dismissed beside it'],
  [{ jobs: [{ process: 'hold', age: 30, dismissed: 1, dismissal: { after: 5, forgottenAfter: 2 } }] }, '/jobs/0/dismissal/forgottenAfter: 2 came; expected at least 5 seconds, when the dismissal takes effect'],
  [{ jobs: [{ process: 'hold', age: 30, dismissed: 10, dismissal: { forgottenAfter: 10 } }] }, '/jobs/0/dismissal/forgottenAfter: 10 came; expected more than 10 seconds, since the job would be forgotten']
]

for (const [more, ...problems] of wrong) {
  t.test(`${JSON.stringify(more)} is refused`, async t => t.same(validateSeed({ ...base, ...more }), problems))
}

/** Valid seeds that look similar. */
const right: Partial<Seed>[] = [
  {},
  { $schema: './node_modules/jobdouble/seed.schema.json' },
  { projects: [], users: [{ name: 'a', token: 'x', projects: { 1: 'full' } }], jobs: [{ project: 1 }] },
  { jobs: [{ process: 'detect' }, { process: 'count', project: 8 }, { process: 'transcode', inputs: { anything: 1 } }, { process: 'buffer' }, { process: 'buffer', inputs: {} }] },
  { jobs: [{ process: 'buffer', inputs: { distance: 1, names: 'one' } }, { process: 'buffer', inputs: { distance: 1, names: [] } }] },
  { jobs: [{ process: 'buffer', age: 100, held: 50, dismissed: 20 }, { process: 'buffer', age: 60, dismissed: 30, user: 'worker' }, { process: 'buffer', age: 100, dismissed: 20 }, { process: 'hold', age: 30, dismissed: 10, dismissal: { after: 20, forgottenAfter: 20 } }] },
  { plans: { buffer: { running: 'forever' } }, jobs: [{ process: 'buffer', age: 100, held: 20 }] },
  { jobs: [{ process: 'buffer', plan: { results: { area: 1 }, pauses: [{ from: 5, until: 5 }], manual: { times: 2, told: 1 } } }] }
]

for (const more of right) {
  t.test(`${JSON.stringify(more)} is right`, async t => t.same(validateSeed({ ...base, ...more }), []))
}
