import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import t from 'tap'
import { curl } from '../../../src/http/curl.ts'

const url = 'http://h.example/jobs/1'

t.test('a request is a command, line by line', async t => {
  t.equal(curl({ method: 'DELETE', url, headers: {} }), `curl -i -X DELETE '${url}'`)
  t.equal(curl({ method: 'POST', url, headers: { Prefer: 'respond-async', 'Content-Type': 'application/json' }, body: '{}' }), [
    `curl -i -X POST '${url}' \\`, "  -H 'Prefer: respond-async' \\", "  -H 'Content-Type: application/json' \\", "  --data-raw '{}'"
  ].join('\n'))
})

t.test('whatever a body has, a shell hands it on as it is', async () => {
  const text = fc.string({ unit: fc.constantFrom('\'', '"', '\\', '$', '`', '!', '\n', ' ', ';', '*', 'é', 'a', '@') })
  fc.assert(fc.property(text, text, (body, value) => {
    const command = curl({ method: 'POST', url, headers: { A: value }, body })
    // The shell's own words instead of curl.
    const words = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${command}`]).toString().split('\0').slice(0, -1)
    return words.at(-1) === body && words.at(-3) === `A: ${value}`
  }), { numRuns: 50 })
})
