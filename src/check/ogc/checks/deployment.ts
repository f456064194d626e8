import type { Level } from '../../../../schemas/check/report.ts'
import { answerOf, asMembers, type Exchange, isJson, jsonOf, mediaTypeName, mediaTypeOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, judgeFound, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { deployClass, exceptionOf, idAt, isAccepted, loginHint } from '../deploy.ts'
import { type DeploymentSequence, describeAttempt, linkHint, replacedTitle, runDeploymentSequence, sendPackages } from '../deployment-sequence.ts'
import { packageFamilies, type PackageFamily, type SamplePackage } from '../sample-packages.ts'
import type { Subject } from '../subject.ts'

const requirements = '/req/deploy-replace-undeploy'

interface Rule {
  readonly name: string
  readonly requirement: string
  readonly level: Level
  readonly sentence: string
  /** The observation, for rules without requirements. */
  observe? (sequence: DeploymentSequence): string
  /** Problems, as sentences. */
  problems (sequence: DeploymentSequence): string[]
  /** The exchanges that show it. */
  exchanges (sequence: DeploymentSequence): readonly Exchange[]
}

const observedRule = (name: string, requirement: string, sentence: string, observe: (sequence: DeploymentSequence) => string): Rule =>
  ({ name, requirement, level: 'observed', sentence, observe, problems: () => [], exchanges: () => [] })

const wrongAnswer = (exchange: Exchange, expected: string): string => `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected ${expected}.`

/** fetch joins headers that occur several times. */
const locationsOf = ({ headers }: Exchange): string[] => headers['location'] === undefined ? [] : headers['location'].split(/,\s+(?=https?:|\/)/)

const isSame = (sent: SamplePackage, got: Exchange): boolean =>
  got.body.trim() === sent.text.trim() || (jsonOf(got) !== undefined && JSON.stringify(jsonOf(got)) === JSON.stringify(jsonOf({ body: sent.text })))

const isPackage = (sent: SamplePackage, got: Exchange): boolean => isSame(sent, got) || /\bcwlVersion\b|"executionUnit"/.test(got.body)

/** Whether an answer has a link to the package instead of the package. */
const isByLink = (got: Exchange): boolean => JSON.stringify(asMembers(membersOf(got))['executionUnit'] ?? '').includes('"href"')

function encodingOf ({ sent, package: got }: DeploymentSequence): string {
  if (got.status !== 200) return `It was answered with ${answerOf(got)}.`
  const content = isSame(sent, got) ? 'unchanged' : isByLink(got) ? 'with a link' : isJson(got) && !sent.mediaType.endsWith('json') ? 'as JSON' : 'in another form'
  return `${sent.mediaType} was sent; ${mediaTypeOf(got)} came, ${content}.`
}

/** Rules for the life of one process, whatever its package. */
const rules: readonly Rule[] = [
  {
    name: 'location',
    requirement: `${requirements}/deploy-response-success B; ETS, testProcessDeploy`,
    level: 'must',
    sentence: 'The answer to a deployment has exactly one Location',
    problems: ({ deployed }) => unless(deployed.status === 202 || locationsOf(deployed).length === 1, `The answer has ${locationsOf(deployed).length} Locations; expected one.`),
    exchanges: ({ deployed }) => [deployed]
  },
  {
    name: 'location-works',
    requirement: `${requirements}/deploy-response-success B`,
    level: 'must',
    sentence: 'GET of the Location returns the description of the process',
    problems: ({ description }) => [...unless(description.status === 200, wrongAnswer(description, '200')), ...description.status === 200 ? schemaProblems('Process', membersOf(description)) : []],
    exchanges: ({ deployed, description }) => [deployed, description]
  },
  {
    name: 'body',
    requirement: `${requirements}/deploy-response-body`,
    level: 'must',
    sentence: 'The answer to a deployment is the summary of the process, in JSON',
    problems: ({ deployed }) => [
      ...unless(isJson(deployed), `The answer is ${mediaTypeName(deployed)}; expected application/json.`),
      ...schemaProblems('ProcessSummary', membersOf(deployed))
    ],
    exchanges: ({ deployed }) => [deployed]
  },
  {
    name: 'listed',
    requirement: `${requirements}/static-indicator B`,
    level: 'must',
    sentence: 'The process list has the deployed process once, as mutable',
    problems: ({ listed, url }) => [
      ...unless(listed.length === 1, `${new URL(url).pathname} is ${listed.length} times in the list; expected once.`),
      ...listed.filter(({ mutable }) => mutable !== true).map(({ mutable }) => `In the list its member mutable is ${quote(mutable)}; expected true.`)
    ],
    exchanges: ({ pages }) => pages
  },
  {
    name: 'described-as-mutable',
    requirement: `${requirements}/static-indicator B`,
    level: 'should',
    sentence: 'The description of a deployed process says that it is mutable',
    problems: ({ description }) => unless(membersOf(description)['mutable'] === true, `Its member mutable is ${quote(membersOf(description)['mutable'])}; expected true.`),
    exchanges: ({ description }) => [description]
  },
  {
    name: 'package',
    requirement: `${requirements}/package-get-op; ${requirements}/package-response-success; ${requirements}/package-response-body`,
    level: 'must',
    sentence: 'GET of the package returns the package of a deployed process',
    problems: ({ sent, package: got }) => [
      ...unless(got.status === 200, wrongAnswer(got, '200')),
      ...unless(got.status !== 200 || isPackage(sent, got), `${nameOf(got)} returned neither an application package nor CWL.`)
    ],
    exchanges: ({ package: got }) => [got]
  },
  observedRule('package-encoding', `${requirements}/package-response-body`, 'The form in which a package is returned', encodingOf),
  {
    name: 'duplicate',
    requirement: `${requirements}/deploy-response-duplicate; ETS, testProcessDeploy`,
    level: 'must',
    sentence: 'A second deployment of the same process is answered with 409 and the type duplicated-process',
    problems: ({ duplicate }) => [
      ...unless(duplicate.status === 409, wrongAnswer(duplicate, '409')),
      ...unless(duplicate.status !== 409 || exceptionOf(duplicate) === 'duplicated-process', `Its type is ${quote(membersOf(duplicate)['type'])}; expected …/duplicated-process.`)
    ],
    exchanges: ({ deployed, duplicate }) => [deployed, duplicate]
  },
  observedRule('duplicate-names', `${requirements}/deploy-response-duplicate B`, 'Whether a 409 names the existing process', ({ duplicate, url }) => {
    const names = [...duplicate.headers['location'] === undefined ? [] : ['Location'], ...duplicate.body.includes(idAt(url)) ? ['its body'] : []]
    return names.length === 0 ? 'It does not.' : `Its id is in ${names.join(' and ')}.`
  }),
  {
    name: 'unsupported-put',
    requirement: `${requirements}/replace-content-type; ETS, testPutUnsupportedContentType`,
    level: 'must',
    sentence: 'A PUT of text/plain is answered with 415',
    problems: ({ unsupported }) => unless(unsupported.status === 415, wrongAnswer(unsupported, '415')),
    exchanges: ({ unsupported }) => [unsupported]
  },
  {
    name: 'replaced',
    requirement: `${requirements}/replace-put-op; ${requirements}/replace-response`,
    level: 'must',
    sentence: 'A replacement is answered with 200, 201, 202 or 204',
    problems: ({ replaced }) => unless([200, 201, 202, 204].includes(replaced.status), wrongAnswer(replaced, '204')),
    exchanges: ({ replaced }) => [replaced]
  },
  observedRule('replace-answer', `${requirements}/replace-response; ETS, testProcessReplace`, 'The status of a replacement', ({ replaced }) => `With ${answerOf(replaced)}; the official suite expects 204.`),
  {
    name: 'replaced-is-there',
    requirement: `${requirements}/replace-put-op`,
    level: 'must',
    sentence: 'After a replacement, the process is the new one',
    problems: ({ replaced, replacement, descriptionReplaced, packageReplaced }) => unless(replaced.status >= 300 || (replacement.isFixed === true && descriptionReplaced.status === 200) || [descriptionReplaced, packageReplaced].some(({ status, body }) => status === 200 && body.includes(replacedTitle)), `${nameOf(replaced)} was answered with ${answerOf(replaced)}, and neither the description nor the package has the new title.`),
    exchanges: ({ replaced, descriptionReplaced, packageReplaced }) => [replaced, descriptionReplaced, packageReplaced]
  },
  {
    name: 'replaced-package',
    requirement: `${requirements}/package-response-body`,
    level: 'must',
    sentence: 'After a replacement, the package is the new one',
    problems: ({ replaced, package: got, packageReplaced }) => unless(replaced.status >= 300 || got.status !== 200 || isByLink(got) || packageReplaced.body.includes(replacedTitle), `${nameOf(packageReplaced)} was answered with ${answerOf(packageReplaced)}, without the package that was sent last.`),
    exchanges: ({ replaced, packageReplaced }) => [replaced, packageReplaced]
  },
  observedRule('revision', `${requirements}/replace-response`, 'Whether a replacement creates a new revision', ({ url, replaced, replacedUrl, revisions }) => {
    if (replaced.status >= 300) return `It was answered with ${answerOf(replaced)}.`
    if (replacedUrl !== url) return `Yes: the new revision is at ${new URL(replacedUrl).pathname}.`
    return revisions.length === 0 ? 'No: the process is replaced.' : `Yes: the older revision is ${revisions.join(', ')}.`
  }),
  {
    name: 'undeployed',
    requirement: `${requirements}/undeploy-delete-op; ${requirements}/undeploy-response`,
    level: 'must',
    sentence: 'A mutable process can be undeployed',
    problems: ({ undeployed }) => unless([200, 202, 204].includes(undeployed.status), wrongAnswer(undeployed, '204')),
    exchanges: ({ undeployed }) => [undeployed]
  },
  observedRule('undeploy-answer', `${requirements}/undeploy-response; ETS, testUndeployResponse`, 'The status of an undeployment', ({ undeployed }) => `With ${answerOf(undeployed)}${undeployed.body === '' ? '' : ' and a body'}; the official suite expects 204.`),
  {
    name: 'after',
    requirement: '/req/core/process-exception/no-such-process',
    level: 'must',
    sentence: 'GET of an undeployed process returns 404 with the type no-such-process',
    problems: ({ after }) => [
      ...unless(after.status === 404, wrongAnswer(after, '404')),
      ...unless(after.status !== 404 || exceptionOf(after) === 'no-such-process', `Its type is ${quote(membersOf(after)['type'])}; expected …/no-such-process.`)
    ],
    exchanges: ({ undeployed, after }) => [undeployed, after]
  },
  {
    name: 'package-after',
    requirement: `${requirements}/package-get-op`,
    level: 'must',
    sentence: 'GET of the package of an undeployed process returns 404',
    problems: ({ packageAfter }) => unless(packageAfter.status === 404, wrongAnswer(packageAfter, '404')),
    exchanges: ({ undeployed, packageAfter }) => [undeployed, packageAfter]
  },
  {
    name: 'listed-after',
    requirement: '/req/core/process-list-success',
    level: 'must',
    sentence: 'The process list does not have an undeployed process',
    problems: ({ listedAfter }) => unless(listedAfter.length === 0, 'The list has the process that was undeployed.'),
    exchanges: ({ undeployed }) => [undeployed]
  },
  {
    name: 'second-undeploy',
    requirement: `${requirements}/undeploy-delete-op; /req/core/process-exception/no-such-process`,
    level: 'must',
    sentence: 'A second undeployment returns 404',
    problems: ({ second }) => unless(second.status === 404, wrongAnswer(second, '404')),
    exchanges: ({ undeployed, second }) => [undeployed, second]
  },
  observedRule('id', `${requirements}/deploy-response-pid`, 'Whether the id of a process comes from the package or from the server', ({ sent, url }) =>
    idAt(url) === sent.id ? 'From the package.' : `The package says ${quote(sent.id)}, and the server ${quote(idAt(url))}.`),
  observedRule('queued', `${requirements}/deploy-response-success C`, 'Whether a deployment is queued', ({ deployed, seconds }) =>
    deployed.status === 202 ? `Yes: 202, and the process was available after ${seconds.toFixed(1)} s.` : `No: ${answerOf(deployed)}, and the process is available.`)
]

const lifeChecks = packageFamilies.flatMap(family => rules.map(({ name, requirement, level, sentence, observe, problems, exchanges }): Check<Subject> => ({
  id: `deploy/${family}/${name}`,
  requirement,
  level,
  sentence,
  needs: deployClass,
  run: judgeFound(subject => runDeploymentSequence(subject, family), sequence => judge(problems(sequence), exchanges(sequence), observe?.(sequence)))
})))

/** A check whether packages of this class are accepted. */
const acceptance = (family: PackageFamily, level: Level, name: string, sentence: string, problems: (answers: readonly Exchange[]) => string[]): Check<Subject> => ({
  id: `deploy/${family}/${name}`,
  requirement: `/req/${family}/deploy-body; ${requirements}/deploy-post-op; ${requirements}/deploy-response-success`,
  level,
  sentence,
  needs: level === 'must' ? family : deployClass,
  run: judgeFound(async subject => {
    const attempts = await sendPackages(subject, family, level === 'must' ? isAccepted : () => false)
    return loginHint(attempts[0]!.answer) ?? { attempts, hint: await linkHint(subject, family) }
  }, ({ attempts, hint }) => {
    const answers = attempts.map(({ answer }) => answer)
    return judge(problems(answers).map(problem => problem + hint), answers, `${attempts.map(describeAttempt).join(', ')}.${hint}`)
  })
})

const acceptanceChecks = packageFamilies.flatMap(family => [
  acceptance(family, 'must', 'accepted', 'A package of this class is accepted with 201 or 202', answers => unless(answers.some(isAccepted), `Each of ${answers.length} packages was refused, with ${answers.map(answerOf).join(', ')}; expected 201 or 202 for one of them.`)),
  acceptance(family, 'observed', 'bodies', 'Which packages are accepted', () => [])
])

/** Checks of a process that the check deploys, replaces and undeploys. */
export const deploymentChecks: readonly Check<Subject>[] = [...acceptanceChecks, ...lifeChecks]
