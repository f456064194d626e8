import t from 'tap'
import { didYouMean } from '../../../src/inputs/did-you-mean.ts'

const names = ['port', 'seed', 'dismiss', 'maxJobs']

t.test('what was probably meant is the nearest name, if one is near', async t => {
  for (const [came, meant] of [['prot', 'port'], ['dismis', 'dismiss'], ['Seed', 'seed'], ['maxjob', 'maxJobs']]) t.equal(didYouMean(came, names), `; did you mean ${meant}?`)
  for (const came of ['keep', 'x', '', 5, undefined, 'p'.repeat(1000)]) t.equal(didYouMean(came, names), '', String(came))
  t.equal(didYouMean('port', []), '')
})
