/** Values for every input of the process echo, which gives them back as outputs of the same names. */
export const inputs = {
  message: 'any text, with blanks',
  pause: 0,
  numbers: [1, 2, 3],
  extent: { bbox: [7.1, 51.9, 7.2, 52] },
  geometry: { value: { type: 'Point', coordinates: [7.1, 51.9] } },
  record: { value: { name: 'a', nested: { deep: true } } },
  timestamp: '2026-01-31T12:00:00Z',
  flag: true,
  image: { value: 'SUkqAA==', mediaType: 'image/tiff; application=geotiff' }
}

/** The same inputs in a seed: values without members of an execute request. */
export const seedInputs = { ...inputs, geometry: inputs.geometry.value, record: inputs.record.value, image: inputs.image.value }

export const outputs = Object.keys(inputs)

/** Each one changes how a result is written. */
export const variants: readonly Record<string, unknown>[] = [
  inputs,
  { message: 'only what must be there' },
  { message: 'done', pause: 0.25 },
  { message: '', flag: false },
  { message: 'several geometries', geometry: [{ value: { type: 'Point', coordinates: [1, 2] } }, '<gml:Point/>'] },
  { message: 'GML', geometry: '<gml:Point><gml:pos>1 2</gml:pos></gml:Point>' },
  { message: 'a box of three dimensions', extent: { bbox: [1, 2, 3, 4, 5, 6], crs: 'http://www.opengis.net/def/crs/OGC/0/CRS84h' } },
  { message: 'an empty object', record: { value: {} } },
  { message: 'by reference', image: { href: 'https://example.org/image.tiff', type: 'image/tiff; application=geotiff' } }
]

/** Invalid inputs, outputs and subscribers, one in each request. */
export const wrong: Readonly<Record<string, unknown>> = {
  'no inputs': {},
  'an input is missing': { inputs: { flag: true } },
  'an unknown input': { inputs: { message: 'a', nothing: 1 } },
  'a wrong type': { inputs: { message: 1 } },
  'out of range': { inputs: { message: 'a', pause: 61 } },
  'too many values': { inputs: { message: 'a', geometry: Array(6).fill('<gml:Point/>') } },
  'too many items': { inputs: { message: 'a', numbers: Array(101).fill(1) } },
  'too few items': { inputs: { message: 'a', numbers: [] } },
  'a wrong media type': { inputs: { message: 'a', image: { value: 'SUkqAA==', mediaType: 'image/png' } } },
  'a reference that nobody answers': { inputs: { message: 'a', image: { href: 'http://127.0.0.1:1/none' } } },
  'a reference of another scheme': { inputs: { message: 'a', image: { href: 'ftp://example.org/none' } } },
  'an object without value': { inputs: { message: 'a', record: { name: 'a' } } },
  'no bounding box': { inputs: { message: 'a', extent: { bbox: [1, 2] } } },
  'no date': { inputs: { message: 'a', timestamp: 'yesterday' } },
  'an unknown output': { inputs: { message: 'a' }, outputs: { nothing: {} } },
  'an unknown transmission': { inputs: { message: 'a' }, outputs: { message: { transmissionMode: 'pigeon' } } },
  'an unknown response': { inputs: { message: 'a' }, response: 'telegram' },
  'a subscriber of another scheme': { inputs: { message: 'a' }, subscriber: { successUri: 'ftp://example.org/' } },
  'inputs that are a list': { inputs: [] },
  'a list': [],
  'a text': '"text"',
  'no JSON': '{"inputs":',
  nothing: ''
}
