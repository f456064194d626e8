import t from 'tap'
import { findLinkedPackage } from '../../../../src/check/ogc/linked-package.ts'
import { createOnce } from '../../../../src/check/once.ts'
import type { Subject } from '../../../../src/check/ogc/subject.ts'

const subjectAt = (base: string, packageUrl?: string) => ({ base, settings: { packageUrl }, listeners: [], once: createOnce() }) as unknown as Subject

t.test('the check serves a document to a server on this machine, links to one that it is told, and has none for others', async t => {
  const subject = subjectAt('http://localhost:5000')
  const { id, text, isFixed } = (await findLinkedPackage(subject))!('tool-1', 'A title & more', '2.0.0')
  t.same([id, isFixed], ['tool-1', undefined])
  const { href } = JSON.parse(text).executionUnit
  t.match(await (await fetch(href)).json(), { id: 'tool-1', label: 'A title & more', 's:softwareVersion': '2.0.0' })
  t.match(await (await fetch(href.replace(/\?.*/, '?'))).json(), { id: 'tool-1', label: 'tool-1', 's:softwareVersion': '1.0.0' })
  t.equal((await fetch(new URL('/%', href))).status, 404)
  for (const listener of subject.listeners) listener.close()
  const knownSubject = subjectAt('http://localhost:5000', 'https://h.example/tool.cwl')
  t.match((await findLinkedPackage(knownSubject))!('tool-1', 'A title', '1.0.0'), { isFixed: true, text: /"href":"https:\/\/h.example\/tool.cwl"/ })
  t.same([knownSubject.listeners, await findLinkedPackage(subjectAt('https://h.example'))], [[], undefined])
})
