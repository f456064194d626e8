import t from 'tap'
import fc from 'fast-check'
import type { Job } from '../../../src/jobs/job.ts'
import { SubmissionOrder } from '../../../src/jobs/submission-order.ts'
import { draft } from '../../helper.ts'

const job = (ordinal: number, id = `job ${ordinal}`): Job =>
  ({ ...draft({ id }), group: id, ordinal, submitted: 0, inputs: {}, delivery: undefined, dismissed: undefined })

/** How many places one chunk has; the tests walk across its borders. */
const chunk = 1024

function filled (count: number): SubmissionOrder {
  const order = new SubmissionOrder()
  for (let ordinal = 0; ordinal < count; ordinal++) order.put(job(ordinal))
  return order
}

const ordinals = (jobs: Iterable<Job>): number[] => [...jobs].map(({ ordinal }) => ordinal)

t.test('nothing lies before or after anything in an empty order', async t => {
  const order = new SubmissionOrder()
  for (const ordinal of [-1, 0, 5, chunk, Infinity]) {
    t.same(ordinals(order.after(ordinal)), [])
    t.same(ordinals(order.before(ordinal)), [])
  }
})

t.test('a walk crosses the borders of chunks', async t => {
  const order = filled(2 * chunk + 2)
  const first = (jobs: Iterable<Job>) => ordinals(jobs).slice(0, 3)
  for (const border of [chunk, 2 * chunk]) {
    t.same(first(order.after(border - 2)), border === chunk ? [1023, 1024, 1025] : [2047, 2048, 2049])
    t.same(first(order.before(border + 1)), border === chunk ? [1024, 1023, 1022] : [2048, 2047, 2046])
    t.equal(ordinals(order.after(border - 1))[0], border)
    t.equal(ordinals(order.before(border))[0], border - 1)
  }
})

t.test('a chunk that has lost all its jobs is passed over, and the order goes on', async t => {
  const order = filled(3 * chunk)
  for (let ordinal = chunk; ordinal < 2 * chunk; ordinal++) order.remove(ordinal)
  t.equal(ordinals(order.after(chunk - 1))[0], 2 * chunk)
  t.equal(ordinals(order.after(chunk + 500))[0], 2 * chunk, 'from a place that is no more')
  t.equal(ordinals(order.before(2 * chunk))[0], chunk - 1)
  t.equal(ordinals(order.before(chunk + 500))[0], chunk - 1)
  order.put(job(3 * chunk))
  t.equal(ordinals(order.before(Infinity))[0], 3 * chunk)
})

t.test('the newest chunk can be emptied and filled on', async t => {
  const order = filled(3)
  for (const ordinal of [2, 0, 1]) order.remove(ordinal)
  t.same(ordinals(order.after(-1)), [])
  order.put(job(3))
  t.same(ordinals(order.after(-1)), [3])
  t.same(ordinals(order.before(3)), [])
})

/** Commands on the order and on a plain sorted array; the places are chosen among those that are alive. */
type Command =
  | { readonly do: 'put', readonly count: number }
  | { readonly do: 'replace' | 'remove', readonly pick: number }
  | { readonly do: 'removeRange', readonly from: number, readonly count: number }
  | { readonly do: 'clear' }

const pick = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: chunk - 3, max: chunk + 3 })) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replace' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('remove' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('removeRange' as const), from: pick, count: fc.integer({ min: 1, max: 2 * chunk }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) }
)

t.test('it answers like a plain sorted array, whatever is put, replaced and removed', async () => {
  fc.assert(fc.property(
    fc.array(command, { minLength: 1, maxLength: 20 }),
    fc.array(pick, { minLength: 3, maxLength: 3 }),
    (commands, places) => {
      let order = new SubmissionOrder()
      let model: Job[] = []
      let next = 0
      for (const step of commands) {
        if (step.do === 'clear') {
          order = new SubmissionOrder()
          model = []
        } else if (step.do === 'put') {
          for (let left = step.count; left > 0; left--) {
            const added = job(next++)
            order.put(added)
            model.push(added)
          }
        } else if (step.do === 'removeRange') {
          for (const { ordinal } of model.splice(Math.floor(step.from * model.length), step.count)) order.remove(ordinal)
        } else if (model.length > 0) {
          const index = Math.floor(step.pick * model.length)
          const { ordinal } = model[index]!
          if (step.do === 'remove') {
            order.remove(ordinal)
            model.splice(index, 1)
          } else {
            const changed = job(ordinal, `changed ${ordinal}`)
            order.put(changed)
            model[index] = changed
          }
        }
      }
      const borders = [-1, 0, chunk - 1, chunk, 2 * chunk, next - 1, next, Infinity]
      for (const ordinal of [...borders, ...places.map(place => Math.floor(place * next))]) {
        agree([...order.after(ordinal)], model.filter(other => other.ordinal > ordinal))
        agree([...order.before(ordinal)], model.filter(other => other.ordinal < ordinal).reverse())
      }
    }
  ), { numRuns: 60 })
})

/** By identity: a replaced job must be the new one. */
function agree (walked: Job[], wanted: Job[]): void {
  if (walked.length === wanted.length && walked.every((one, index) => one === wanted[index])) return
  throw new Error(`walked ${ordinals(walked)}; expected ${ordinals(wanted)}`)
}
