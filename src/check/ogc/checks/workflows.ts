import { answerOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, judgeFound, skip, unless } from '../../outcome.ts'
import { addressOf, deploy, exceptionOf, isAccepted, loginHint, newProcessId, undeploy, waitFor } from '../deploy.ts'
import { sendPackages } from '../deployment-sequence.ts'
import { twoWorkflows } from '../sample-packages.ts'
import type { Subject } from '../subject.ts'

const needs = 'cwl'

/** Deploys a CWL document with two workflows, and finds out which one was deployed. */
const deployOneOfTwo = (choice: 'first' | 'second') => (subject: Subject) => subject.once(`${choice} of two workflows`, async () => {
  const attempts = await sendPackages(subject, 'cwl')
  const login = loginHint(attempts[0]!.answer)
  if (login !== undefined) return login
  if (!isAccepted(attempts[0]!.answer)) return 'No CWL document with a workflow was accepted as application/cwl+yaml.'
  const ids = { first: newProcessId(), second: newProcessId() }
  const answer = await deploy(subject, twoWorkflows(ids.first, ids.second, 'jobdouble check'), choice === 'second' ? `?w=${ids.second}` : '')
  const url = addressOf(subject, answer, ids[choice])
  const description = await waitFor(subject, url, ({ status }) => answer.status !== 202 || status !== 404)
  if (isAccepted(answer)) await undeploy(subject, url)
  return { answer, description, chosenId: ids[choice] }
})

const workflowCheck = (choice: 'first' | 'second', requirement: string, sentence: string): Check<Subject> => ({
  id: `deploy/workflow/${choice}`,
  requirement,
  level: 'must',
  sentence,
  needs,
  run: judgeFound(deployOneOfTwo(choice), ({ answer, description, chosenId }) => judge([
    ...unless(isAccepted(answer), `${nameOf(answer)} was answered with ${answerOf(answer)}; expected 201 or 202.`),
    ...unless(!isAccepted(answer) || (description.status === 200 && description.body.includes(chosenId)), `${nameOf(description)} was answered with ${answerOf(description)}; expected the process ${chosenId}.`)
  ], [answer, description]))
})

/** Checks which workflow of a document is deployed. */
export const workflowChecks: readonly Check<Subject>[] = [
  workflowCheck('first', '/req/cwl/deploy-w-param', 'The first workflow of a document with several workflows is deployed'),
  workflowCheck('second', '/req/cwl/deploy-w-param', 'The parameter w selects the workflow to deploy'),
  {
    id: 'deploy/workflow/unknown',
    requirement: '/req/cwl/deploy-exception-workflow-not-found',
    level: 'must',
    sentence: 'A parameter w that names no workflow is answered with 400 and the type workflow-not-found',
    needs,
    run: async subject => {
      const [attempt] = await sendPackages(subject, 'cwl')
      const login = loginHint(attempt!.answer)
      if (login !== undefined) return skip(login)
      const answer = await deploy(subject, twoWorkflows(newProcessId(), newProcessId(), 'jobdouble check'), '?w=jobdouble-check-no-such-workflow')
      return judge([
        ...unless(answer.status === 400, `${nameOf(answer)} was answered with ${answerOf(answer)}; expected 400.`),
        ...unless(answer.status !== 400 || exceptionOf(answer) === 'workflow-not-found', `Its type is ${quote(membersOf(answer)['type'])}; expected …/workflow-not-found.`)
      ], [answer])
    }
  }
]
