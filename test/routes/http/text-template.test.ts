import t from 'tap'
import { createTemplate, isFreeOfMarks } from '../../../routes/http/text-template.ts'

t.test('what is written with other values is written with holes once', async t => {
  const write = (values: readonly string[]) => JSON.stringify({ id: values[0], href: `/jobs/${values[0]}?at=${values[1]}`, fixed: true })
  const template = createTemplate(2, write)
  for (const values of [['a', 'b'], ['', ''], ['1', '2']]) t.equal(template(values), write(values))
})

t.test('a text without holes is that text, and so is one that is nothing but a hole', async t => {
  t.equal(createTemplate(1, () => 'text')(['x']), 'text')
  t.equal(createTemplate(1, ([mark]) => mark!)(['x']), 'x')
})

t.test('what looks like a mark is no part of a template', async t => {
  t.notOk(isFreeOfMarks('a_-_0_-_b'))
  t.ok(isFreeOfMarks('http://127.0.0.1/a-b_c'))
})
