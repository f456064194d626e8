import { answerOf, asList, asMembers, asText, type Exchange, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, judgeFound, skip, unless } from '../../outcome.ts'
import { addressOf, deploy, deployClass, exceptionOf, idAt, isAccepted, loginHint, newProcessId, processesUrl, processUrl, readProcesses, replace, undeploy, waitFor } from '../deploy.ts'
import { findAcceptedPackage } from '../deployment-sequence.ts'
import { malformedPackages, packageFamilies, type SamplePackage, samplePackages } from '../sample-packages.ts'
import type { Subject } from '../subject.ts'

const requirements = '/req/deploy-replace-undeploy'
const needs = deployClass

const wrongAnswer = (exchange: Exchange, expected: string): string => `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected ${expected}.`

/** Whether an answer has this status and an exception of one of these types. */
const refusalProblems = (exchange: Exchange, status: number, ...types: string[]): string[] => [
  ...unless(exchange.status === status, wrongAnswer(exchange, String(status))),
  ...unless(exchange.status !== status || types.includes(String(exceptionOf(exchange))), `${nameOf(exchange)}: its type is ${quote(membersOf(exchange)['type'])}; expected …/${types[0]}.`)
]

/** Answers to packages with the id of an immutable process. */
interface ImmutableSequence {
  readonly deployed: Exchange
  /** Absent if the server overwrote the process: no more requests are sent then. */
  readonly more?: { readonly replaced: Exchange, readonly undeployed: Exchange, readonly package: Exchange }
}

/** A package for this id, in a form that the server accepts; the first sample if it accepts none. */
const packageFor = async (subject: Subject, id: string): Promise<SamplePackage> => (await findAcceptedPackage(subject) ?? samplePackages.ogcapppkg[0]!)(id, 'jobdouble check', '1.0.0')

/** Tries to change a process that is declared immutable; replaces and undeploys it only after the server refused to overwrite it. */
const runImmutableSequence = (subject: Subject): Promise<ImmutableSequence | string> => subject.once('immutable process', async () => {
  const { summaries } = await readProcesses(subject)
  const id = summaries.filter(({ mutable }) => mutable === false).map(({ id }) => asText(id)).find(id => id !== undefined)
  if (id === undefined) return 'The process list has no immutable process.'
  const url = processUrl(subject, id)
  const sent = await packageFor(subject, id)
  const deployed = await subject.client.send('POST', processesUrl(subject), { text: sent.text, headers: { 'content-type': sent.mediaType } })
  const login = loginHint(deployed)
  if (login !== undefined) return login
  if (await findAcceptedPackage(subject) === undefined) return 'No package was accepted, so a refusal would say nothing about immutable processes.'
  if (deployed.status < 300) {
    const address = addressOf(subject, deployed, id)
    if (address === url) return { deployed }
    subject.deployedProcesses.set(address, deployed)
    return `The server gave another id to a package with the id of an immutable process: ${idAt(address)}.`
  }
  const replaced = await subject.client.send('PUT', url, { text: sent.text, headers: { 'content-type': sent.mediaType } })
  const more = { replaced, undeployed: await subject.client.delete(url), package: await subject.client.get(`${url}/package`) }
  return { deployed, more }
})

const noMoreRequests = 'The server overwrote an immutable process; nothing else was tried with it.'

const immutableCheck = (name: 'replaced' | 'undeployed', requirement: string, sentence: string): Check<Subject> => ({
  id: `deploy/immutable/${name}`,
  requirement,
  level: 'must',
  sentence,
  needs,
  run: judgeFound(runImmutableSequence, ({ more }) => more === undefined ? skip(noMoreRequests) : judge(refusalProblems(more[name], 403, 'immutable-process'), [more[name]]))
})

const immutableChecks: readonly Check<Subject>[] = [
  {
    id: 'deploy/immutable/deployed',
    requirement: `${requirements}/deploy-response-immutable`,
    level: 'must',
    sentence: 'A deployment with the id of an immutable process is answered with 403 and the type immutable-process',
    needs,
    run: judgeFound(runImmutableSequence, ({ deployed }) => judge(refusalProblems(deployed, 403, 'immutable-process'), [deployed]))
  },
  immutableCheck('replaced', `${requirements}/deploy-response-immutable`, 'The replacement of an immutable process is answered with 403 and the type immutable-process'),
  immutableCheck('undeployed', `${requirements}/deploy-response-immutable; ETS, testUndeployResponseImmutable`, 'An immutable process is not undeployed: 403 and the type immutable-process'),
  {
    id: 'deploy/immutable/package',
    requirement: `${requirements}/package-get-op`,
    level: 'observed',
    sentence: 'The answer to GET of the package of an immutable process',
    needs,
    run: judgeFound(runImmutableSequence, ({ more }) => more === undefined ? skip(noMoreRequests) : judge([], [], `With ${answerOf(more.package)} and the type ${quote(membersOf(more.package)['type'])}.`))
  }
]

/** Requests for an unknown process. */
const runUnknownSequence = (subject: Subject) => subject.once('unknown process', async () => {
  const url = processUrl(subject, newProcessId())
  const replacement = await packageFor(subject, idAt(url))
  const answers = { package: await subject.client.get(`${url}/package`), undeployed: await subject.client.delete(url), unsupported: await subject.client.send('PUT', url, { headers: { 'content-type': 'text/plain' } }), replaced: await replace(subject, url, replacement) }
  if (answers.replaced.status === 202) await waitFor(subject, url, ({ status }) => status !== 404)
  if (answers.replaced.status < 300) await undeploy(subject, url)
  return loginHint(answers.undeployed) ?? answers
})

const unknownChecks: readonly Check<Subject>[] = [
  {
    id: 'deploy/unknown/undeployed',
    requirement: `${requirements}/undeploy-delete-op; /req/core/process-exception/no-such-process`,
    level: 'must',
    sentence: 'The undeployment of an unknown process is answered with 404 and the type no-such-process',
    needs,
    run: judgeFound(runUnknownSequence, ({ undeployed }) => judge(refusalProblems(undeployed, 404, 'no-such-process'), [undeployed]))
  },
  {
    id: 'deploy/unknown/package',
    requirement: `${requirements}/package-get-op; /req/core/process-exception/no-such-process`,
    level: 'must',
    sentence: 'GET of the package of an unknown process is answered with 404 and the type no-such-process',
    needs,
    run: judgeFound(runUnknownSequence, ({ package: got }) => judge(refusalProblems(got, 404, 'no-such-process'), [got]))
  },
  {
    id: 'deploy/unknown/replaced',
    requirement: `${requirements}/replace-put-op; /req/core/process-exception/no-such-process`,
    level: 'must',
    sentence: 'The replacement of an unknown process is answered with 404 and the type no-such-process, or with 201 or 202 if PUT deploys',
    needs,
    run: judgeFound(runUnknownSequence, ({ replaced }) => judge(isAccepted(replaced) ? [] : refusalProblems(replaced, 404, 'no-such-process'), [replaced], `With ${answerOf(replaced)}.`))
  },
  {
    id: 'deploy/unknown/unsupported-put',
    requirement: 'ETS, testPutUnsupportedContentType',
    level: 'observed',
    sentence: 'The answer to a PUT of text/plain for an unknown process',
    needs,
    run: judgeFound(runUnknownSequence, ({ unsupported }) => judge([], [], `With ${answerOf(unsupported)}; the official suite sends this request, and expects 415.`))
  }
]

/** A POST of text/plain, with a body and without one, as the official suite sends it. */
const unsupportedPosts = (subject: Subject) => subject.once('unsupported media type', async () => {
  const post = (text?: string) => subject.client.send('POST', processesUrl(subject), { headers: { 'content-type': 'text/plain' }, ...(text !== undefined && { text }) })
  const answers = [await post('text'), await post()]
  return loginHint(answers[0]!) ?? answers
})

const unsupportedChecks: readonly Check<Subject>[] = [
  {
    id: 'deploy/unsupported/post',
    requirement: `${requirements}/deploy-unsupported-media-type; ETS, testPostUnsupportedContentType`,
    level: 'must',
    sentence: 'A POST of text/plain is answered with 415 and the type unsupported-media-type or unsupported-content-type',
    needs,
    run: judgeFound(unsupportedPosts, answers => judge(answers.flatMap(answer => refusalProblems(answer, 415, 'unsupported-media-type', 'unsupported-content-type')), answers))
  },
  {
    id: 'deploy/unsupported/type',
    requirement: `${requirements}/deploy-unsupported-media-type C`,
    level: 'observed',
    sentence: 'The name of the type of a 415',
    needs,
    run: judgeFound(unsupportedPosts, ([answer]) => judge([], [], `${quote(membersOf(answer!)['type'])}; the text and the official suite say …/unsupported-media-type, and one class of the suite has a constant …/unsupported-content-type.`))
  }
]

const malformedChecks = packageFamilies.map((family): Check<Subject> => ({
  id: `deploy/malformed/${family}`,
  requirement: `${requirements}/deploy-body`,
  level: 'must',
  sentence: `A package of the class ${family} that is truncated is refused`,
  needs,
  run: judgeFound(async subject => {
    const answer = await deploy(subject, malformedPackages[family])
    return loginHint(answer) ?? { answer }
  }, ({ answer }) => judge(unless(answer.status >= 400 && answer.status <= 599, wrongAnswer(answer, '400')), [answer], `With ${answerOf(answer)}; servers answer it with 400, 422 or 500.`))
}))

const mutableCheck: Check<Subject> = {
  id: 'deploy/mutable',
  requirement: `${requirements}/static-indicator; ETS, testProcessesImmutable`,
  level: 'must',
  sentence: 'Every listed process says whether it is mutable',
  needs,
  run: async subject => {
    const { summaries, exchanges } = await readProcesses(subject)
    const odd = summaries.filter(({ mutable }) => typeof mutable !== 'boolean')
    return judge(odd.map(({ id, mutable }) => `${quote(id)}: its member mutable is ${quote(mutable)}; expected true or false.`), exchanges, `${summaries.length} were read, ${summaries.filter(({ mutable }) => mutable === true).length} of them mutable.`)
  }
}

const schemesOf = (uris: readonly unknown[]): string => {
  const schemes = [...new Set(uris.map(String).filter(uri => uri.includes('/ogcapi-processes-2/')).map(uri => uri.split('://')[0]!))]
  return schemes.length === 0 ? 'none' : schemes.toSorted().join(' and ')
}

const urisCheck: Check<Subject> = {
  id: 'deploy/uris',
  requirement: 'draft of June 2026 (https); ETS (http)',
  level: 'observed',
  sentence: 'Whether the URIs of Part 2 begin with http or https',
  needs,
  run: async subject => {
    const { client: { log }, conformance } = subject
    const types = log.filter(({ status }) => status >= 400).map(exchange => asMembers(membersOf(exchange))['type'])
    return judge([], [], `Conformance classes: ${schemesOf(asList(membersOf(conformance)['conformsTo']))}. Exceptions: ${schemesOf(types)}. The official suite compares http.`)
  }
}

/** Checks of refusals. */
export const deploymentRefusalChecks: readonly Check<Subject>[] = [mutableCheck, ...unsupportedChecks, ...immutableChecks, ...unknownChecks, ...malformedChecks, urisCheck]
