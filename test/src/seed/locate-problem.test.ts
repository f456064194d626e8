import t from 'tap'
import { createLocator } from '../../../src/seed/locate-problem.ts'

const yaml = `# a seed
jobs:
  - id: a
  - &first { id: b, age: old }
  - { <<: *first, id: c }
processes:
  - id: p
    inputs:
      a/b: { schema: { type: strng } }
users: []
`

/** A problem, and where it is. */
const cases: [problem: string, place: string][] = [
  ['/jobs/1/age: "old" came; expected number', 'line 4, column 21: '],
  ['/jobs/1/name: "b" came twice; expected each once', 'line 4, column 12: '],
  ['/jobs/2/age: "old" came; expected number', 'line 5, column 5: '],
  ['/jobs/0: expected a member process', 'line 3, column 5: '],
  ['/jobs: age is not a process; there are: none', 'line 2, column 1: '],
  ['/jobs/1: age is not a known member', 'line 4, column 21: '],
  ['/processes/0/inputs/a~1b/schema: expected a schema that can be used', 'line 9, column 14: '],
  ['/users/0/token: nothing came', 'line 10, column 1: '],
  ['/: jobs is not a known member; did you mean jobs?', 'line 2, column 1: '],
  ['/: 7 came; expected object', 'line 2, column 1: ']
]

t.test('a problem is told with the line and the column of what it says, or of what should hold it', async t => {
  const locate = createLocator(yaml)
  for (const [problem, place] of cases) t.equal(locate(problem), place, problem)
})

t.test('JSON has lines too, and what is written nowhere has none', async t => {
  t.equal(createLocator('{\n  "jobs": [\n    { "age": "old" }\n  ]\n}')('/jobs/0/age: "old" came; expected number'), 'line 3, column 7: ')
  t.equal(createLocator('')('/jobs: nothing came'), '')
  t.equal(createLocator('7')('/: 7 came; expected object'), 'line 1, column 1: ')
})
