import t from 'tap'
import { schemaProblems } from '../../../src/check/schemas.ts'

const info = { jobID: 'a', type: 'process', status: 'running' }

t.test('what is wrong with a value is said in sentences that name the place', async t => {
  t.same(schemaProblems('StatusInfo', info), [])
  t.same(schemaProblems('StatusInfo', { jobID: 'a', status: 'sleeping', progress: 101, created: 'today' }), [
    'The body must have required property \'type\'.',
    '"status" must be equal to one of the allowed values: accepted, running, successful, failed, dismissed.',
    '"created" must match format "date-time".',
    '"progress" must be <= 100.'
  ])
})

t.test('the draft requires other members of a job than 1.0', async t => {
  const draft = { id: 'a', processingEntityType: 'ogc-api-processes', status: 'running' }
  t.same(schemaProblems('StatusInfo20', draft), [])
  t.equal(schemaProblems('StatusInfo20', info).length, 2)
  t.same(schemaProblems('JobList20', { jobs: [draft], links: [] }), [])
  t.same(schemaProblems('JobList', { jobs: [info], links: [] }), [])
  t.equal(schemaProblems('JobList', { jobs: [draft], links: [] }).length, 2)
})
