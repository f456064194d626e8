import t from 'tap'
import { compileRegExp, compileWholeRegExp } from '../../../src/bounds/reg-exp.ts'

t.test('an expression means what it means in JavaScript', async t => {
  for (const [source, text, matches] of [
    ['^a', 'abc', true],
    ['b$', 'abc', false],
    ['\\u0041\\/', 'xA/', true],
    ['(?<name>a)', 'a', true],
    ['^\\p{L}+$', 'ä', true],
    ['(a+)+$', `${'a'.repeat(28)}!`, false]
  ] as const) t.equal(compileRegExp(source).test(text), matches, source)
})

t.test('where it must match the whole text, line ends are characters like others', async t => {
  const expression = compileWholeRegExp('here', 'a|b.c')
  t.same(['a', 'b\nc', 'xa', 'ab'].map(text => expression.test(text)), [true, true, false, false])
})

t.test('a group that is left out is empty text', async t => {
  t.same(compileWholeRegExp('here', '(a)?(b)').groups('b'), ['', 'b'])
  t.equal(compileWholeRegExp('here', '(a)').groups('b'), undefined)
})

t.test('what has no linear time, or is too large, is refused with what was expected', async t => {
  for (const source of ['(?=a)', '(?<!a)b', '(a)\\1', '(', 'a{1001}']) t.throws(() => compileRegExp(source), { message: /came, which cannot be read .*; expected a regular expression in the syntax of RE2/ }, source)
  t.throws(() => compileRegExp('(a{1000}b){3}'), { message: /invalid repeat|steps for a character/ })
  t.throws(() => compileWholeRegExp('place', '[\\p{L}\\d]{1000}a{1000}'), { message: /^place: .* steps for a character; expected .* at most 2000$/ })
})
