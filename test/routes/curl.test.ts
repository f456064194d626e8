import { execFileSync } from 'node:child_process'
import t from 'tap'
import { curlOf } from '../../routes/curl.ts'
import { prettyJson } from '../../routes/pretty-json.ts'

t.test('a request is a command', async t => {
  t.equal(curlOf('GET', 'http://h/jobs'), "curl -i 'http://h/jobs'")
  t.equal(curlOf('DELETE', 'http://h/jobs/1', { accept: 'a/b' }), "curl -i -X DELETE 'http://h/jobs/1' -H 'accept: a/b'")
  t.equal(curlOf('POST', 'http://h/', {}, '{}'), "curl -i -X POST 'http://h/' -d '{}'")
})

t.test('a shell reads what was meant, whatever stands in it', async t => {
  for (const evil of ["it's", '$(touch x)', '`x`', '"', '\\', '; rm', 'a\nb', '!x', "'; echo '"]) {
    const echoed = execFileSync('sh', ['-c', curlOf('DELETE', evil, { accept: evil }, evil).replace('curl -i -X DELETE', 'printf "%s|"')], { encoding: 'utf8' })
    t.equal(echoed, `${evil}|-H|accept: ${evil}|-d|${evil}|`)
  }
})

t.test('JSON is laid out, other text is left as it is', async t => {
  t.equal(prettyJson('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}')
  t.equal(prettyJson('<p>'), '<p>')
})
