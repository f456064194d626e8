import t from 'tap'
import { toJunit } from '../../../../src/check/report/junit.ts'
import { sample } from './sample.ts'

t.test('a report as JUnit has a suite for each class, and fails by what must be alone', async t => {
  const xml = toJunit(sample)
  t.match(xml, '<testsuites name="jobdouble check http://h.example" tests="8" failures="1" errors="0" skipped="3">')
  t.match(xml, '<testsuite name="dismiss" tests="6" failures="1" errors="0" skipped="3">')
  t.match(xml, '<testcase classname="jobdouble.job" name="job/schema: A job is a statusInfo"></testcase>')
  t.match(xml, '<failure type="/req/core/job-success" message="It was answered with 204; expected 200.">')
  t.match(xml, '<skipped message="Not declared."/>')
  t.match(xml, '<system-out>should: It links to results.')
})

t.test('text is escaped, and what XML cannot hold is replaced', async t => {
  t.match(toJunit(sample), '&lt;b&gt;&amp;\uFFFD&quot;')
  t.notMatch(toJunit(sample), /<b>/)
})
