import { answerOf, asList, asMembers, asText, type Exchange, isJson, linksOf, mediaTypeName, mediaTypeOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { followLinks } from '../follow-links.ts'
import { declaredClasses, linkTo, type Subject } from '../subject.ts'

const rel = '://www.opengis.net/def/rel/ogc/1.0/'

/** Checks a resource against its schema with one request. */
const resource = (id: string, requirement: string, resourceName: string, schema: string, exchangeOf: (subject: Subject) => Exchange): Check<Subject> => ({
  id,
  requirement,
  level: 'must',
  sentence: `${resourceName} is answered with 200 and JSON that matches the standard's schema`,
  run: async subject => {
    const exchange = exchangeOf(subject)
    return judge([
      ...unless(exchange.status === 200, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 200.`),
      ...unless(isJson(exchange), `It is ${mediaTypeName(exchange)}; expected application/json.`),
      ...schemaProblems(schema, membersOf(exchange))
    ], [exchange])
  }
})

const requiredLinks: readonly (readonly string[])[] = [['service-desc', 'service-doc'], ...['conformance', 'processes'].map(name => [name, `http${rel}${name}`, `https${rel}${name}`])]

const landingLinks: Check<Subject> = {
  id: 'discovery/landing-links',
  requirement: '/req/core/landingpage-success',
  level: 'must',
  sentence: 'The landing page links to the API description, the conformance classes and the processes',
  run: async ({ landing }) => {
    const rels = linksOf(membersOf(landing)).map(({ rel }) => rel)
    const missing = requiredLinks.filter(names => !names.some(name => rels.includes(name) || rels.includes(`[ogc-rel:${name}]`)))
    return judge(missing.map(names => `No link has the relation ${names.join(' or ')}.`), [landing])
  }
}

const linksWork: Check<Subject> = {
  id: 'discovery/links-work',
  requirement: '/req/core/landingpage-success',
  level: 'should',
  sentence: 'The links of the landing page work',
  run: subject => followLinks(subject, subject.landing)
}

const unknownProcess: Check<Subject> = {
  id: 'discovery/no-such-process',
  requirement: '/req/core/process-exception/no-such-process',
  level: 'must',
  sentence: 'GET of an unknown process is answered with 404 and the type no-such-process',
  run: async ({ client, base }) => {
    const exchange = await client.get(`${base}/processes/jobdouble-check-no-such-process`)
    return judge([
      ...unless(exchange.status === 404, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 404.`),
      ...unless(/\/no-such-process$/.test(String(membersOf(exchange)['type'])), `Its type is ${quote(membersOf(exchange)['type'])}; expected …/no-such-process.`)
    ], [exchange])
  }
}

const coreDeclared: Check<Subject> = {
  id: 'conformance/core',
  requirement: '/req/core/conformance-success',
  level: 'must',
  sentence: 'The class core is declared, in 1.0 or in the draft of 2.0',
  run: async subject => judge(unless(declaredClasses(subject).has('core'), `The class core of Part 1 is not among the ${asList(membersOf(subject.conformance)['conformsTo']).length} classes.`), [subject.conformance], [...declaredClasses(subject)].join(', '))
}

/** Whether an answer is an API description; YAML is not parsed. */
const isDescription = (exchange: Exchange): boolean => /yaml/.test(mediaTypeOf(exchange)) || typeof membersOf(exchange)['openapi'] === 'string'

/** One request for each declared class that shows whether the server has it. */
const classEvidence: readonly { readonly name: string, readonly resourceName: string, ask (subject: Subject): Promise<Exchange>, isThere (exchange: Exchange): boolean }[] = [
  { name: 'job-list', resourceName: 'the job list', ask: ({ client, jobsUrl }) => client.get(jobsUrl), isThere: exchange => exchange.status === 200 && Array.isArray(membersOf(exchange)['jobs']) },
  { name: 'html', resourceName: 'the landing page as HTML', ask: ({ client, landing }) => client.get(landing.finalUrl, { accept: 'text/html' }), isThere: exchange => exchange.status === 200 && mediaTypeOf(exchange) === 'text/html' },
  { name: 'json', resourceName: 'the landing page as JSON', ask: async ({ landing }) => landing, isThere: exchange => exchange.status === 200 && isJson(exchange) },
  { name: 'dismiss', resourceName: 'DELETE of a job', ask: ({ client, jobsUrl }) => client.delete(`${jobsUrl}/jobdouble-check-no-such-job`), isThere: exchange => ![405, 501].includes(exchange.status) },
  ...['oas30', 'oas31'].map(name => ({ name, resourceName: 'the API description', ask: (subject: Subject) => subject.client.get(linkTo(subject.landing, ['service-desc']) ?? `${subject.base}/api`, { accept: 'application/vnd.oai.openapi+json;version=3.0, application/vnd.oai.openapi+json, application/json' }), isThere: (exchange: Exchange) => exchange.status === 200 && isDescription(exchange) })),
  { name: 'ogc-process-description', resourceName: 'the description of a process', ask: async subject => subject.client.get(`${subject.base}/processes/${encodeURIComponent(subject.processes[0]?.id ?? 'none')}`), isThere: exchange => exchange.status === 200 }
]

const classEvidenceChecks = classEvidence.map(({ name, resourceName, ask, isThere }): Check<Subject> => ({
  id: `conformance/truth/${name}`,
  requirement: '/req/core/conformance-success',
  level: 'must',
  sentence: `If the class ${name} is declared, the server offers ${resourceName}`,
  run: async subject => {
    const exchange = await ask(subject)
    if (!declaredClasses(subject).has(name)) return skip(`The server does not declare it; ${resourceName} was answered with ${answerOf(exchange)}.`)
    return judge(unless(isThere(exchange), `The class is declared, and ${nameOf(exchange)} was answered with ${answerOf(exchange)}, ${mediaTypeName(exchange)}.`), [subject.conformance, exchange])
  }
}))

const processes: readonly Check<Subject>[] = [
  {
    id: 'discovery/process-descriptions',
    requirement: '/req/core/process-success; /req/ogc-process-description/json-encoding',
    level: 'must',
    sentence: 'Every listed process has a description with its own id, which matches the standard\'s schema',
    run: async ({ processes, processList }) => {
      const problems = processes.flatMap(({ id, description, answer }) => [
        ...unless(isJson(answer), `${id}: its description is ${mediaTypeName(answer)}; expected application/json.`),
        ...schemaProblems('Process', description).map(problem => `${id}: ${problem}`),
        ...unless(description['id'] === id, `${id}: its description has the id ${quote(asText(description['id']))}.`)
      ])
      return judge(problems, [processList], `${processes.length} were read.`)
    }
  },
  {
    id: 'discovery/process-limit',
    requirement: '/req/core/pl-limit-response',
    level: 'must',
    sentence: 'The process list has at most `limit` processes',
    run: async ({ client, processList }) => {
      const url = new URL(processList.finalUrl)
      url.searchParams.set('limit', '1')
      const exchange = await client.get(url.href)
      const count = asList(membersOf(exchange)['processes']).map(asMembers).length
      return judge(unless(exchange.status === 200 && count <= 1, `${nameOf(exchange)} was answered with ${answerOf(exchange)} and ${count} processes; expected one at most.`), [exchange])
    }
  }
]

export const resourceChecks: readonly Check<Subject>[] = [
  resource('discovery/landing-page', '/req/core/landingpage-success', 'The landing page', 'LandingPage', ({ landing }) => landing),
  landingLinks,
  linksWork,
  resource('discovery/conformance', '/req/core/conformance-success', 'The list of conformance classes', 'ConfClasses', ({ conformance }) => conformance),
  resource('discovery/process-list', '/req/core/process-list-success', 'The process list', 'ProcessList', ({ processList }) => processList),
  ...processes,
  unknownProcess,
  coreDeclared,
  ...classEvidenceChecks
]
