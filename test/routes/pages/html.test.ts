import fc from 'fast-check'
import t from 'tap'
import { page, valueMarkup } from '../../../routes/pages/html.ts'
import { leaves, read } from '../ogc/helper.ts'

const values = [
  { value: 'text', markup: 'text' },
  { value: 5, markup: '5' },
  { value: false, markup: 'false' },
  { value: null, markup: 'null' },
  { value: [], markup: 'none' },
  { value: [1, 'a'], markup: '<ul><li dir="auto">1</li><li dir="auto">a</li></ul>' },
  { value: { a: 1, b: undefined, c: [2] }, markup: '<dl><dt dir="auto">a</dt><dd dir="auto">1</dd><dt dir="auto">c</dt><dd dir="auto"><ul><li dir="auto">2</li></ul></dd></dl>' },
  { value: 'http://h.example/x', markup: '<a href="http://h.example/x">http://h.example/x</a>' },
  { value: 'see http://h.example/', markup: 'see http://h.example/' },
  { value: { href: 'https://h.example/x' }, markup: '<a href="https://h.example/x">https://h.example/x</a>' },
  { value: { href: 'https://h.example/x', title: 'X', rel: 'up' }, markup: '<a href="https://h.example/x">X</a> (up)' },
  { value: { href: 'https://h.example/x', rel: 'up', type: 'text/html' }, markup: '<a href="https://h.example/x">https://h.example/x</a> (up, text/html)' }
]

t.test('any value of JSON has its markup', async t => {
  for (const { value, markup } of values) t.equal(valueMarkup(value), markup, JSON.stringify(value))
})

t.test('an address that is no address of the web never becomes a link', async t => {
  for (const href of ['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', ' javascript:alert(1)', 'file:///etc/passwd']) {
    t.notMatch(valueMarkup({ href, title: 'press' }), '<a', href)
    t.notMatch(valueMarkup({ href }), '<a', href)
    t.notMatch(valueMarkup(href), '<a', href)
    t.match(read(valueMarkup({ href, title: 'press' })).text, href.trim(), 'but it can be read')
  }
})

t.test('an object that only happens to have an href is shown whole', async t => {
  const value = { href: 'https://h.example/x', price: 12, about: { deep: 'inside' } }
  const { text, hrefs } = read(valueMarkup(value))
  for (const leaf of leaves(value)) t.ok(text.includes(leaf) || hrefs.includes(leaf), leaf)
})

t.test('text is never markup, wherever it stands', async () => {
  const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', 'script', '/', ' ', 'a') })
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 3 }, text, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(text, tie('any'), { maxKeys: 3 }), fc.record({ href: text, title: text, rel: text }))
  })).any
  fc.assert(fc.property(value, any => {
    const tags = valueMarkup(any).match(/<[^>]*>/g) ?? []
    return tags.every(tag => /^<(?:\/?(?:ul|dl)|\/(?:li|dt|dd)|(?:li|dt|dd) dir="auto")>$/.test(tag))
  }), { numRuns: 300 })
})

t.test('a page has a title, a way to every resource, and its own address as JSON', async t => {
  const { hrefs, text } = read(page({ title: 'Jobs & <more>', base: 'http://h.example/ogc', json: 'http://h.example/ogc/jobs?f=json' }, '<p>content</p>'))
  t.same(hrefs, [
    'http://h.example/ogc/', 'http://h.example/ogc/processes?f=html', 'http://h.example/ogc/jobs?f=html',
    'http://h.example/ogc/conformance?f=html', 'http://h.example/ogc/api?f=html', 'http://h.example/ogc/jobs?f=json'
  ])
  t.match(text, 'Jobs & <more> – jobdouble')
  t.match(text, 'content')
})

t.test('a page without a twin in JSON does not name one', async t => {
  t.notMatch(page({ title: 'Error', base: '' }, ''), 'as JSON')
})
