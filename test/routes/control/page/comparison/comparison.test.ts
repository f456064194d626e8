import t from 'tap'
import { build } from '../../../../helper.ts'
import { buildWithJobs, listing, table } from '../../../ogc/helper.ts'
import { lanesIn, look, matrixIn, type ShownPage } from '../helper.ts'

const answersOf = (page: ShownPage, title: string): string[] => lanesIn(page).find(lane => lane.title === title)?.answers.map(answer => answer.replace(/^.*?: /, '')) ?? []

t.test('the page leads with the question, and with what each policy does and who behaves so', async t => {
  const double = await build(t)
  const page = await look(double)
  t.match(page.markup, '>A client sends DELETE for a running job. What is left?</h1>')
  t.match(page.text.replace(/\s+/g, ' '), /retain Two steps.*remove One step.*pygeoapi, ZOO-Project.*gone One way.*Weaver.*Tator Another API/)
  t.ok(page.markup.indexOf('class="cards policies"') < page.markup.indexOf('id="lanes"'))
  t.match((await look(double, '?state=accepted')).markup, 'DELETE for an accepted job')
})

/** The answers to the steps for a running job, by lane. */
const running = `
lane    first          second         get            results
retain  200 dismissed  200 dismissed  404 not found  404 not found
remove  200 dismissed  404 not found  404 not found  404 not found
gone    200 dismissed  410 gone       200 dismissed  410 gone
refuse  202 running    400 bad request  200 dismissed  404 not found
Tator   200 ok         404 not found  405 not allowed  not in this API
`

t.test('each step is really sent to every lane, and its answer stands in its place', async t => {
  const double = await build(t)
  for (let step = 0; step <= 4; step++) {
    const page = await look(double, `?step=${step}`)
    for (const [lane = '', ...answers] of table(running)) t.same(answersOf(page, lane), answers.slice(0, step), `${lane} after ${step}`)
  }
  t.equal(double.requests.count(), 0, 'and nothing of it is in the world')
})

t.test('one line says what the last step did, and where that comes from', async t => {
  const double = await build(t)
  const lines: [string, string, string][] = [
    ['', 'retain', 'No request yet. The job is running.'],
    ['?state=dismissed', 'remove', 'There is no job: nothing is left here of one that was dismissed.'],
    ['?step=1', 'retain', 'Cancelled. The job stays readable as dismissed. OGC 2.0 draft, /req/dismiss/job-dismiss-status, part A'],
    ['?step=2', 'retain', 'Removed. Nothing is left. OGC 2.0 draft, /req/dismiss/job-dismiss-status, part B'],
    ['?step=1', 'remove', 'Cancelled and removed. Nothing is left. pygeoapi, ZOO-Project; alternative (a) of issue 620'],
    ['?step=2', 'remove', 'There is no job: nothing to dismiss. OGC 1.0, /req/core/job-exception-no-such-job'],
    ['?step=2', 'gone', 'Refused. The job stays dismissed. OGC 1.0, security considerations'],
    ['?step=1&state=failed', 'gone', 'Not removed. The job stays readable, now as dismissed. Weaver; alternative (b) of issue 620'],
    ['?step=3', 'gone', 'The job can be read; it is dismissed. OGC 1.0, /req/core/job-success'],
    ['?step=3', 'remove', 'There is no job to read. OGC 1.0, /req/core/job-exception-no-such-job'],
    ['?step=4', 'gone', 'Gone: there are no results of this job any more. Weaver'],
    ['?step=4', 'remove', 'There is no job, so there are no results. OGC 1.0, /req/core/job-results-exception/no-such-job'],
    ['?step=2&removed=410', 'remove', 'Gone: the job existed, and was removed. OGC 2.0 draft, /per/core/process-exception-job-gone, a permission'],
    ['?step=4&removed=410', 'remove', 'Gone: the job existed, and was removed with its results. OGC 2.0 draft, /per/core/job-results-exception-job-gone, a permission'],
    ['?step=1', 'refuse', 'Requested, not done yet: the job is still running. NASA MAAP API'],
    ['?step=1', 'Tator', 'Cancelled and removed. Nothing is left. Tator, DELETE /rest/Job/{uid}'],
    ['?step=1&state=failed', 'Tator', 'To this API a job that is failed is unknown. Nothing changes. Tator, DELETE /rest/Job/{uid}'],
    ['?step=3', 'Tator', 'This version of the API cannot read one job. Tator, DELETE /rest/Job/{uid}'],
    ['?step=4', 'Tator', 'This API has no request for results of a job.']
  ]
  for (const [query, title, line] of lines) t.equal(lanesIn(await look(double, query)).find(lane => lane.title === title)?.happened.replace(/ → /, ' '), line, `${title} ${query}`)
})

t.test('the answers of the last step are told in words too', async t => {
  const page = await look(await build(t), '?step=2')
  t.match(page.text.replace(/\s+/g, ' '), 'DELETE again: retain 200 dismissed, remove 404 not found, gone 410 gone, refuse 400 bad request, Tator 404 not found.')
  t.match((await look(await build(t), '?step=4')).text, 'Tator has no such request.')
})

t.test('an answer is opened for the whole exchange and its command', async t => {
  const double = await build(t, { basePath: '/ogc' })
  const { text, markup } = await look(double, '/w/a/__admin/?step=2&lane=gone&open=2')
  t.match(text, 'DELETE /ogc/jobs/sample\naccept: application/json')
  t.match(text, '410 Gone\n')
  t.match(text, '"detail": "The job \\"sample\\" was dismissed before; dismissing it again changes nothing."')
  t.match(text, "curl -i -X DELETE 'http://localhost:80/w/a/ogc/jobs/sample'")
  t.match(markup, /<a id="answer-gone-2" href="[^"]*" data-stay aria-expanded="true">/)
  t.match(markup, /<a href="[^"]*lane&#61;gone" data-stay>Close</, 'and closed')
  const tator = await look(double, '/w/a/__admin/?step=1&lane=tator&open=1')
  t.match(tator.text, 'authorization: Token …')
  t.notMatch((await look(double, '?step=1&lane=gone&open=2')).markup, 'id="exchange"', 'a step that was not sent has none')
  const odd = await look(double, '?lane=nope')
  t.match([odd.status, odd.text], [400, 'lane: "nope" came; expected one of retain, remove, gone, refuse, tator.'])
})

/** First DELETE, second DELETE, GET. */
const matrix = `
state       retain       remove       gone         refuse       Tator
accepted    200 200 404  200 404 404  200 410 200  202 400 200  200 404 405
running     200 200 404  200 404 404  200 410 200  202 400 200  200 404 405
successful  200 404 404  200 404 404  200 410 200  400 400 200  404 404 405
failed      200 404 404  200 404 404  200 410 200  400 400 200  404 404 405
dismissed   200 404 404  404 404 404  410 410 200  400 400 200  404 404 405
`

t.test('the matrix is filled in by really asking, follows the versions, and each number is a link to its situation', async t => {
  const double = await build(t)
  const page = await look(double, '?state=failed&step=2&lane=gone')
  t.same(matrixIn(page), table(matrix))
  t.same(page.markup.match(/aria-label="[^"]*" aria-current="true">\d+/g), ['aria-label="DELETE again of a job that is failed, gone: 410" aria-current="true">410'])
  t.equal((await look(double, '?state=failed&step=2')).markup.match(/aria-label="[^"]*" aria-current="true">\d+/g)?.length, 5, 'without a lane, those of all lanes')
  for (const [state = '', ...cells] of table(matrix).slice(0, 2)) {
    for (const [index, lane] of ['retain', 'remove', 'gone', 'refuse', 'Tator'].entries()) {
      const linkedPage = await look(double, page.hrefs.find(href => href.includes(`state=${state}&step=3&lane=${lane.toLowerCase()}`)) ?? '')
      t.equal(answersOf(linkedPage, lane).map(answer => answer.slice(0, 3)).join(' '), cells[index])
    }
  }
  double.configure({ tator: '1.5' })
  t.equal(matrixIn(await look(double))[2]?.[5], '200 404 404')
  t.match((await look(double, '?ogc=2.0-draft')).hrefs.find(href => href.includes('state=failed')), 'ogc=2.0-draft&tator=1.5', 'and the links say which')
})

t.test('the policies can be compared with a job of the world, copies of which are dismissed', async t => {
  const double = await buildWithJobs(t, { ogc: '2.0-draft' })
  const before = await listing(double)
  const page = await look(double, '?job=successful&step=3&lane=retain&open=1')
  t.match(page.markup, 'DELETE for a successful job')
  t.match(page.text.replace(/\s+/g, ' '), 'A copy of job successful .')
  t.same(answersOf(page, 'retain').map(answer => answer.slice(0, 3)), ['200', '404', '404'])
  t.match(page.text, 'DELETE /jobs/successful')
  t.equal(await listing(double), before)
  const missing = await look(double, '?job=nope')
  t.match(missing.text.replace(/\s+/g, ' '), 'No job nope in this world: it never existed, or a dismissal removed it. Below is another one.')
  t.same(lanesIn(missing).length, 5)
})

t.test('a comparison with a job is a link too, with the world that the job is in', async t => {
  const [one, other] = [await build(t), await build(t)]
  await one.jobs.hold('waiting')
  const [, link = ''] = /data-address="([^"]*)"/.exec((await look(one, '?job=waiting&step=1')).markup) ?? []
  const page = await look(other, link.replaceAll('&#61;', '=').replaceAll('&#38;', '&'))
  t.match(page.text, 'This link describes a different state')
  t.match(answersOf(page, 'retain'), ['200 dismissed'])
})

t.test('a persona stands beside the policies: that of the world, or the one that the address names', async t => {
  const double = await build(t, { persona: { name: 'ours', title: 'Our server', version: '2.1', sources: [{ evidence: 'run', where: 'a request' }, { evidence: 'read', where: 'dismiss.py, 12', what: 'a dismissal' }], dismissal: { running: { status: 299, text: 'bye' } }, errors: { cases: [{ problem: ['no-such-job'], status: 499, text: 'no' }] }, based_on: { dismiss: 'remove' } } })
  const page = await look(double, '?step=2&lane=ours&open=1')
  t.same(lanesIn(page).map(({ title }) => title), ['retain', 'remove', 'gone', 'refuse', 'Our server', 'Tator'])
  t.match(page.text.replace(/\s+/g, ' '), 'Our server A real server, imitated: its status codes, its answers, and what it leaves. Our server 2.1')
  t.same(answersOf(page, 'Our server').map(answer => answer.trim()), ['299', '499'])
  t.match(page.text, '299 \n', 'a code that HTTP has no words for stands alone')
  t.match(lanesIn(page)[4]?.happened, /Our server 2\.1: dismiss\.py, 12$/, 'its source is the one that is about dismissals')
  t.equal(matrixIn(page)[1]?.[5], '299 499 499')
  t.ok(page.hrefs.filter(href => href.includes('step=')).every(href => href.includes('persona=ours')), 'and links say so')
  const named = await look(double, '?step=1&persona=ecmwf')
  t.match(lanesIn(named)[4], { title: /ECMWF/, answers: [/200 dismissed/], happened: /8ab9f55: ogc_api_processes_fastapi\/endpoints\.py$/ }, 'its first source, where none is about dismissals')
  const none = await look(double, '?step=1&ogc=1.0')
  t.equal(lanesIn(none).length, 5, 'an address that says a version, and no persona, means none')
  t.equal(lanesIn(await look(double, none.hrefs.find(href => href.endsWith('?step=2&ogc=1.0')))).length, 5, 'and so do its links')
  t.equal((await look(double, '?lane=ours')).status, 200)
  t.match((await look(double, '?lane=ours&persona=weaver')).text, 'lane: "ours" came; expected one of retain, remove, gone, refuse, weaver, tator.')
  const unknown = await look(double, '?persona=weavr')
  t.match([unknown.status, unknown.text], [400, 'did you mean weaver?'])
})

t.test('a source is the clause itself, or a file as it was', async t => {
  const double = await build(t)
  const sources = (await Promise.all(['?step=1', '?step=2', '?step=3', '?step=4', '?step=2&removed=410', '?step=4&removed=410', '?step=4&state=failed', '?step=4&state=successful'].map(query => look(double, query))))
    .flatMap(({ hrefs }) => hrefs.filter(href => /docs\.ogc\.org|github\.com/.test(href)))
  t.ok(sources.length > 20)
  for (const href of new Set(sources)) t.match(href, /18-062r2\.html#[\w-]+$|\/blob\/[\da-f]{40}\/.+\.\w+|\/issues\/\d+$/)
})

t.test('links keep the version, the persona and the status for removed jobs that the address names, with a job of the world too', async t => {
  const double = await build(t)
  for (const [query, parameters] of [
    ['?job=running&step=1&ogc=2.0-draft', ['ogc=2.0-draft']],
    ['?job=running&persona=weaver', ['persona=weaver']],
    ['?job=running&removed=410', ['removed=410']],
    ['?removed=410&tator=1.5', ['removed=410', 'tator=1.5']]
  ] as const) {
    const { hrefs } = await look(double, query)
    const links = hrefs.filter(href => /\/__admin\/\?(?!f=json)/.test(href))
    t.ok(links.some(href => href.includes('show=world')), 'the live world is among them')
    for (const part of parameters) t.same(links.filter(href => !href.includes(part)), [], `${query}: ${part}`)
  }
  const persona = await look(double, '?job=running&persona=weaver')
  const copied = await look(double, persona.hrefs.find(href => href.includes('step=1')))
  t.match(lanesIn(copied)[4], { title: /Weaver/ })
})

t.test('larger type is in the link, and so is the other half of the page', async t => {
  const double = await build(t)
  const page = await look(double, '?step=1&presenter=on')
  t.match(page.markup, 'class="presenter"')
  t.match(page.markup, /id="presenter" href="[^"]*\?step&#61;1" data-stay aria-keyshortcuts="F2" aria-current="true"/)
  t.ok(page.hrefs.filter(href => href.includes('step=')).filter(href => !href.endsWith('?step=1')).every(href => href.includes('presenter=on')))
  t.match((await look(double, '?show=world&presenter=on')).markup, 'class="presenter"')
})
