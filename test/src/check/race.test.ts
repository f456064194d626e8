import t from 'tap'
import { countAnswers, isLinearizable } from '../../../src/check/race.ts'
import { summarizeAnswer } from '../../../src/check/ogc/subject.ts'
import type { Exchange } from '../../../src/check/exchange.ts'

const answer = (words: string, start = 0, end = 10): Exchange => {
  const [status = '', job] = words.split(' ')
  return { method: 'DELETE', url: 'http://h.example/jobs/1', finalUrl: '', requestHeaders: {}, headers: {}, status: Number(status), body: job === undefined ? '' : `{"status":"${job}"}`, start, end }
}

const retain = ['200 dismissed', '200 dismissed', '404']
const goneChain = ['200 dismissed', '410', '410']

t.test('answers of a race are those of requests one after the other, in some order', async t => {
  t.ok(isLinearizable([answer('404'), answer('200 dismissed'), answer('404'), answer('200 dismissed')], retain, summarizeAnswer))
  t.ok(isLinearizable([answer('410'), answer('410'), answer('200 dismissed')], goneChain, summarizeAnswer))
  t.ok(isLinearizable([], goneChain, summarizeAnswer))
  t.notOk(isLinearizable([answer('200 dismissed'), answer('200 dismissed')], goneChain, summarizeAnswer), 'two cancel')
  t.notOk(isLinearizable([answer('200 dismissed'), answer('500')], retain, summarizeAnswer))
  t.notOk(isLinearizable([answer('404'), answer('404')], retain, summarizeAnswer), 'nobody cancels')
})

t.test('what ended before another began comes before it', async t => {
  t.notOk(isLinearizable([answer('410', 0, 1), answer('200 dismissed', 2, 3)], goneChain, summarizeAnswer))
  t.ok(isLinearizable([answer('410', 0, 3), answer('200 dismissed', 2, 3)], goneChain, summarizeAnswer))
})

t.test('answers are counted', async t => {
  t.equal(countAnswers([answer('404'), answer('200 dismissed'), answer('404')], summarizeAnswer), '2 × 404, 1 × 200 dismissed')
})
