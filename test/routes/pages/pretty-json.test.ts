import t from 'tap'
import { prettyJson } from '../../../routes/pages/pretty-json.ts'

t.test('JSON is laid out, other text is left as it is', async t => {
  t.equal(prettyJson('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}')
  t.equal(prettyJson('<p>'), '<p>')
})
