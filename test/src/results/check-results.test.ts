import t from 'tap'
import { Validators } from '../../../src/inputs/validators.ts'
import { resultProblems } from '../../../src/results/check-results.ts'
import { findFileIn } from '../../../src/results/find-file.ts'

const tiff = { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/tiff; application=geotiff' }
const process = {
  id: 'ndvi',
  outputs: {
    count: { schema: { type: 'integer', minimum: 0 } },
    image: { schema: tiff },
    choice: { schema: { oneOf: [tiff, { type: 'string', contentEncoding: 'binary', contentMediaType: 'application/x-netcdf' }] } },
    anything: { schema: {} },
    measure: { schema: { type: 'object', required: ['value', 'unit'], properties: { value: { type: 'number' }, unit: { type: 'string' } } } },
    shape: { schema: { format: 'geojson-geometry' } },
    text: { schema: { type: 'string', contentMediaType: 'application/json' } },
    list: { schema: { type: 'array', items: { type: 'integer' } } }
  }
}

t.test('what a result can be is nothing wrong', async t => {
  const findFile = findFileIn(t.testdir({ 'a.tif': 'II*', 'point.json': '{"type":"Point","coordinates":[1,2]}', 'large.json': ' '.repeat(10 * 1024 * 1024 + 1) }))
  const problems = (results: object) => resultProblems(process, results as Record<string, unknown>, { validators: new Validators(), findFile })
  for (const results of [
    {},
    { count: [3, 4] },
    { count: 3, list: [1, 2], measure: { value: 3, unit: 'm' } },
    { count: { value: 3 }, measure: { value: { value: 3, unit: 'm' } }, image: { value: 'SUkq', mediaType: 'image/tiff', encoding: 'base64' } },
    { image: { href: 'https://h.example/a.tif', type: 'image/tiff', title: 'The image' }, count: { href: 'https://h.example/count' }, choice: { href: 'urn:a:b' } },
    { image: { $file: 'a.tif' }, choice: { $file: 'a.tif', type: 'image/tiff' }, anything: { $file: 'a.tif', type: 'image/tiff' } },
    { shape: { $file: 'large.json' } },
    { shape: { $file: 'point.json' }, text: { $file: 'point.json' } },
    { image: { $bytes: 0 }, choice: { $bytes: 10_485_760, type: 'application/x-netcdf' }, shape: { $bytes: 2 } },
    { anything: null }, { anything: { $files: 'is a member as any other' } }
  ]) t.same(problems(results), [], JSON.stringify(results))
})

t.test('what a result cannot be is told with its path, what came and what was expected', async t => {
  const home = t.testdir({ 'a.tif': 'II*', 'line.json': '{"type":"Line"}', 'no.json': '{' })
  const rows: [object, string | RegExp][] = [
    [{ cont: 3 }, '/results: cont is not an output of the process ndvi; there are: count, image, choice, anything, measure, shape, text, list; did you mean count?'],
    [{ count: '3' }, '/results/count: "3" came; expected integer'],
    [{ measure: { value: { value: 'x', unit: 'm' } } }, '/results/measure/value/value: "x" came; expected number'],
    [{ count: -1 }, '/results/count: -1 came; expected >= 0'],
    [{ list: [1, 'b'] }, '/results/list/1: "b" came; expected integer'],
    [{ count: { value: '3' } }, '/results/count/value: "3" came; expected integer'],
    [{ image: { value: 'SUkq', mediaType: 'image/png' } }, '/results/image/mediaType: "image/png" came; expected a media type of the output: image/tiff; application=geotiff'],
    [{ image: { value: 'SUkq', mediaType: 7 } }, '/results/image/mediaType: 7 came; expected a media type, such as image/tiff'],
    [{ image: { value: 'SUkq', encoding: 'rot13' } }, /^\/results\/image\/encoding: "rot13" came; expected one of binary, base64, /],
    [{ image: { value: 'SUkq', encoding: 7 } }, /^\/results\/image\/encoding: 7 came; expected one of binary, /],
    [{ image: { value: '!', encoding: 'base64' } }, '/results/image/value: "!" came; expected text in base64'],
    [{ image: { href: 'a.tif' } }, '/results/image/href: "a.tif" came; expected an absolute URL'],
    [{ image: { href: 7 } }, '/results/image/href: 7 came; expected an absolute URL'],
    [{ image: { href: 'https://h.example/a\r\nSet-Cookie: b' } }, /^\/results\/image\/href: .* came; expected an absolute URL$/],
    [{ image: { href: 'https://h.example/', type: 'image/png' } }, '/results/image/type: "image/png" came; expected a media type of the output: image/tiff; application=geotiff'],
    [{ image: { $file: 'b.tif' } }, `/results/image/$file: "b.tif" came; expected the path of a file, from the folder of the seed, ${home}`],
    [{ image: { $file: '../b.tif' } }, `/results/image/$file: "../b.tif" came; expected a path that stays in the folder of the seed, ${home}`],
    [{ image: { $file: ['a.tif'] } }, '/results/image/$file: ["a.tif"] came; expected the path of a file beside the seed file'],
    [{ image: { $file: 'a.tif', typ: 'image/tiff' } }, '/results/image/typ: "image/tiff" came; expected no member beside it but type'],
    [{ image: { $file: 'a.tif', type: 'image/png' } }, /type: "image\/png" came; expected a media type of the output/],
    [{ image: { $file: 'a.tif', type: 'image/tiff\r\nx: y' } }, /expected a media type, such as image\/tiff$/],
    [{ choice: { $file: 'a.tif' } }, '/results/choice/type: nothing came; expected one of image/tiff; application=geotiff, application/x-netcdf'],
    [{ anything: { $bytes: 5 } }, '/results/anything/type: nothing came; expected a media type, since the output names none'],
    [{ image: { $bytes: -1 } }, '/results/image/$bytes: -1 came; expected a whole number of bytes from 0 to 17179869184 (16 GiB)'],
    [{ image: { $bytes: 1.5 } }, /expected a whole number of bytes/], [{ image: { $bytes: '10' } }, /expected a whole number of bytes/], [{ image: { $bytes: 2 ** 40 } }, /expected a whole number of bytes/],
    [{ shape: { $bytes: 1 } }, /expected a whole number of bytes from 2 to/],
    [{ shape: { $file: 'line.json' } }, /^\/results\/shape\/\$file.* came; expected /],
    [{ shape: { $file: 'no.json' } }, '/results/shape/$file: "{" came; expected a file that holds JSON, since its type is application/geo+json']
  ]
  for (const [results, sentence] of rows) {
    const problems = resultProblems(process, results as Record<string, unknown>, { validators: new Validators(), findFile: findFileIn(home) })
    t.equal(problems.length, 1, JSON.stringify(results))
    if (typeof sentence === 'string') t.equal(problems[0], sentence)
    else t.match(problems[0], sentence)
  }
})

t.test('a file that goes while it is looked at is no result that is wrong', async t => {
  t.throws(() => resultProblems(process, { shape: { $file: 'gone.json' } }, { validators: new Validators(), findFile: () => '/nowhere/gone.json' }), /The file gone.json of the seed cannot be read any more: ENOENT/)
})
