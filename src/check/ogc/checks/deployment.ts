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
  /** The observation, for checks that demand nothing. */
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
  const content = isSame(sent, got) ? 'as it was sent' : isByLink(got) ? 'with a link' : isJson(got) && !sent.mediaType.endsWith('json') ? 'as JSON' : 'in another form'
  return `${sent.mediaType} was sent; ${mediaTypeOf(got)} came, ${content}.`
}

/** Rules for the life of one process, whatever its package. */
const rules: readonly Rule[] = [
  {
    name: 'location',
    requirement: `${requirements}/deploy-response-success B; ETS, testProcessDeploy`,
    level: 'must',
    sentence: 'A process that was deployed has exactly one Location',
    problems: ({ deployed }) => unless(deployed.status === 202 || locationsOf(deployed).length === 1, `The answer has ${locationsOf(deployed).length} Locations; expected one.`),
    exchanges: ({ deployed }) => [deployed]
  },
  {
    name: 'location-works',
    requirement: `${requirements}/deploy-response-success B`,
    level: 'must',
    sentence: 'The process is read at its Location, and has its description',
    problems: ({ description }) => [...unless(description.status === 200, wrongAnswer(description, '200')), ...description.status === 200 ? schemaProblems('Process', membersOf(description)) : []],
    exchanges: ({ deployed, description }) => [deployed, description]
  },
  {
    name: 'body',
    requirement: `${requirements}/deploy-response-body`,
    level: 'must',
    sentence: 'A deployment is answered with the summary of the process, in JSON',
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
    sentence: 'The list of processes has what was deployed, once, as mutable',
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
    sentence: 'The description of what was deployed says that it is mutable',
    problems: ({ description }) => unless(membersOf(description)['mutable'] === true, `Its member mutable is ${quote(membersOf(description)['mutable'])}; expected true.`),
    exchanges: ({ description }) => [description]
  },
  {
    name: 'package',
    requirement: `${requirements}/package-get-op; ${requirements}/package-response-success; ${requirements}/package-response-body`,
    level: 'must',
    sentence: 'The package of what was deployed is given back',
    problems: ({ sent, package: got }) => [
      ...unless(got.status === 200, wrongAnswer(got, '200')),
      ...unless(got.status !== 200 || isPackage(sent, got), `${nameOf(got)} was answered with what is neither an application package nor CWL.`)
    ],
    exchanges: ({ package: got }) => [got]
  },
  observedRule('package-encoding', `${requirements}/package-response-body`, 'How a package is given back', encodingOf),
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
  observedRule('duplicate-names', `${requirements}/deploy-response-duplicate B`, 'Whether a 409 says which process is there', ({ duplicate, url }) => {
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
  observedRule('replace-answer', `${requirements}/replace-response; ETS, testProcessReplace`, 'How a replacement is answered', ({ replaced }) => `With ${answerOf(replaced)}; the official suite expects 204.`),
  {
    name: 'replaced-is-there',
    requirement: `${requirements}/replace-put-op`,
    level: 'must',
    sentence: 'After its replacement a process is the new one',
    problems: ({ replaced, replacement, descriptionReplaced, packageReplaced }) => unless(replaced.status >= 300 || (replacement.isFixed === true && descriptionReplaced.status === 200) || [descriptionReplaced, packageReplaced].some(({ status, body }) => status === 200 && body.includes(replacedTitle)), `${nameOf(replaced)} was answered with ${answerOf(replaced)}, and neither the description nor the package has the new title.`),
    exchanges: ({ replaced, descriptionReplaced, packageReplaced }) => [replaced, descriptionReplaced, packageReplaced]
  },
  {
    name: 'replaced-package',
    requirement: `${requirements}/package-response-body`,
    level: 'must',
    sentence: 'After a replacement the package is the new one',
    problems: ({ replaced, package: got, packageReplaced }) => unless(replaced.status >= 300 || got.status !== 200 || isByLink(got) || packageReplaced.body.includes(replacedTitle), `${nameOf(packageReplaced)} was answered with ${answerOf(packageReplaced)} and not with the package that was sent last.`),
    exchanges: ({ replaced, packageReplaced }) => [replaced, packageReplaced]
  },
  observedRule('revision', `${requirements}/replace-response`, 'Whether a replacement makes a revision of its own', ({ url, replaced, replacedUrl, revisions }) => {
    if (replaced.status >= 300) return `It was answered with ${answerOf(replaced)}.`
    if (replacedUrl !== url) return `It does: the new one is at ${new URL(replacedUrl).pathname}.`
    return revisions.length === 0 ? 'It does not: the process is replaced.' : `It does: the older one is ${revisions.join(', ')}.`
  }),
  {
    name: 'undeployed',
    requirement: `${requirements}/undeploy-delete-op; ${requirements}/undeploy-response`,
    level: 'must',
    sentence: 'A process that is mutable can be undeployed',
    problems: ({ undeployed }) => unless([200, 202, 204].includes(undeployed.status), wrongAnswer(undeployed, '204')),
    exchanges: ({ undeployed }) => [undeployed]
  },
  observedRule('undeploy-answer', `${requirements}/undeploy-response; ETS, testUndeployResponse`, 'How it is answered that a process is undeployed', ({ undeployed }) => `With ${answerOf(undeployed)}${undeployed.body === '' ? '' : ' and a body'}; the official suite expects 204.`),
  {
    name: 'after',
    requirement: '/req/core/process-exception/no-such-process',
    level: 'must',
    sentence: 'What was undeployed is not there any more: 404 with the type no-such-process',
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
    sentence: 'What was undeployed has no package: 404',
    problems: ({ packageAfter }) => unless(packageAfter.status === 404, wrongAnswer(packageAfter, '404')),
    exchanges: ({ undeployed, packageAfter }) => [undeployed, packageAfter]
  },
  {
    name: 'listed-after',
    requirement: '/req/core/process-list-success',
    level: 'must',
    sentence: 'What was undeployed is not in the list',
    problems: ({ listedAfter }) => unless(listedAfter.length === 0, 'The list has the process that was undeployed.'),
    exchanges: ({ undeployed }) => [undeployed]
  },
  {
    name: 'second-undeploy',
    requirement: `${requirements}/undeploy-delete-op; /req/core/process-exception/no-such-process`,
    level: 'must',
    sentence: 'What was undeployed cannot be undeployed again: 404',
    problems: ({ second }) => unless(second.status === 404, wrongAnswer(second, '404')),
    exchanges: ({ undeployed, second }) => [undeployed, second]
  },
  observedRule('id', `${requirements}/deploy-response-pid`, 'Where the id of a process comes from', ({ sent, url }) =>
    idAt(url) === sent.id ? 'From the package.' : `The package says ${quote(sent.id)}, and the server ${quote(idAt(url))}.`),
  observedRule('queued', `${requirements}/deploy-response-success C`, 'Whether a deployment is queued', ({ deployed, seconds }) =>
    deployed.status === 202 ? `It is: 202, and the process was there after ${seconds.toFixed(1)} s.` : `It is not: ${answerOf(deployed)}, and the process is there.`)
]

const lifeChecks = packageFamilies.flatMap(family => rules.map(({ name, requirement, level, sentence, observe, problems, exchanges }): Check<Subject> => ({
  id: `deploy/${family}/${name}`,
  requirement,
  level,
  sentence,
  needs: deployClass,
  run: judgeFound(subject => runDeploymentSequence(subject, family), sequence => judge(problems(sequence), exchanges(sequence), observe?.(sequence)))
})))

/** What the class of an encoding demands: that such a package is accepted. */
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
  acceptance(family, 'must', 'accepted', 'A package of the class is accepted with 201 or 202', answers => unless(answers.some(isAccepted), `Each of ${answers.length} packages was refused, with ${answers.map(answerOf).join(', ')}; expected 201 or 202 for one of them.`)),
  acceptance(family, 'observed', 'bodies', 'Which packages are accepted', () => [])
])

/** Checks of a process that the check deploys, replaces and undeploys. */
export const deploymentChecks: readonly Check<Subject>[] = [...acceptanceChecks, ...lifeChecks]
