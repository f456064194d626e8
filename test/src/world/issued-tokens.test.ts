import t from 'tap'
import { IssuedTokens } from '../../../src/world/issued-tokens.ts'

const user = { id: 1, name: 'ann', password: 'a', token: 'a-token', active: true, levels: new Map() }

t.test('a token stands for its grant until it is revoked, and a refresh token until it expires', async t => {
  let now = 0
  const tokens = new IssuedTokens({ now: () => now })
  const [access, refresh] = [tokens.issue({ user }, 10), tokens.issueForRefresh({ user, scope: 'read' }, 20)]
  t.match(tokens.find(access), { grant: { user }, expires: 10_000 })
  t.same([tokens.find(refresh), tokens.findForRefresh(access), tokens.find('')], [undefined, undefined, undefined])
  now = 19_999
  t.same(tokens.findForRefresh(refresh), { user, scope: 'read' })
  t.match(tokens.find(access), { expires: 10_000 }, 'who comes too late is told so')
  now = 20_000
  t.equal(tokens.findForRefresh(refresh), undefined)
  tokens.revoke(access)
  t.equal(tokens.find(access), undefined)
})

t.test('no two tokens are alike, and there are as many as there may be, of both kinds', async t => {
  let now = 0
  const tokens = new IssuedTokens({ now: () => now }, 3)
  const issued = [tokens.issue({ user }, 1), tokens.issue({ user }, 2), tokens.issueForRefresh({ user }, 2)]
  t.equal(new Set(issued).size, 3)
  t.throws(() => tokens.issue({ user }, 1), { name: 'CapacityError', message: /\(3, --max-tokens\)/ })
  t.throws(() => tokens.issueForRefresh({ user }, 1), { name: 'CapacityError' })
  now = 1000
  const later = tokens.issue({ user }, 5)
  t.same(issued.slice(0, 2).map(token => tokens.find(token) === undefined), [true, false], 'those that have expired make room')
  t.throws(() => tokens.issue({ user }, 1))
  tokens.clear()
  t.equal(tokens.find(later), undefined)
  t.doesNotThrow(() => tokens.issue({ user }, 1))
})
