import t from 'tap'
import { didYouMean } from '../../../src/inputs/did-you-mean.ts'

const names = ['port', 'seed', 'dismiss', 'maxJobs']

t.test('what was probably meant is the nearest name, if one is near', async t => {
  for (const [received, name] of [['prot', 'port'], ['dismis', 'dismiss'], ['Seed', 'seed'], ['maxjob', 'maxJobs']]) t.equal(didYouMean(received, names), `; did you mean ${name}?`)
  for (const received of ['keep', 'x', '', 5, undefined, 'p'.repeat(1000)]) t.equal(didYouMean(received, names), '', String(received))
  t.equal(didYouMean('port', []), '')
})
