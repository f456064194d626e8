import type { RealDescription } from '../description.ts'

const image = (contentMediaType: string) => ({ type: 'string', contentEncoding: 'base64', contentMediaType })
const images = { oneOf: [image('image/tiff'), image('image/jpeg'), image('image/png')] }
const pattern = (value: string) => [{ name: 'pattern', value }]
const tiff = Buffer.from('II*\0').toString('base64')
const references = { 'https://example.org/Landsat8Extract1.tif': { mediaType: 'image/tiff', base64: tiff } }
const il = [{ href: 'https://example.org/Landsat8Extract1.tif' }]
const pixels = ['uint8', 'uint16', 'int16', 'int32', 'float', 'double']

export const otb: readonly RealDescription[] = [
  {
    origin: 'ZOO-Project/ZOO-Project at afc0403, zoo-project/zoo-services/utils/hpc/examples/deployment-job.json and OTB/examples/OTB.BandMath/sample1.json',
    description: {
      id: 'OTB.BandMath',
      title: 'Computes each pixel of an image by an expression',
      version: '1.0.0',
      jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
      outputTransmission: ['value', 'reference'],
      links: [],
      additionalParameters: [{ name: 'entry-point', value: 'otbcli_BandMath' }],
      inputs: {
        il: { title: 'Images', maxOccurs: 1024, additionalParameters: [...pattern('-name value'), { name: 'array-pattern', value: '-name value value' }], schema: images },
        out: { title: 'Pixel type of the output', additionalParameters: pattern(''), schema: { type: 'string', default: 'float', enum: [...pixels, 'int32'] } },
        ram: { title: 'Memory in MB', additionalParameters: pattern('-name value'), schema: { type: 'integer', default: 128, nullable: true } },
        exp: { title: 'Expression', additionalParameters: pattern('-name "value"'), schema: { type: 'string' } }
      },
      outputs: { out: { title: 'Output image', additionalParameters: pattern('-name value inputs_out_value'), schema: images } }
    },
    results: { out: tiff },
    references,
    executions: [
      { what: 'its sample, with the image by value', body: { inputs: { il, out: 'float', exp: 'im1b1+im1b2', ram: 256 }, outputs: { out: { format: { mediaType: 'image/tiff' }, transmissionMode: 'value' } } }, status: 200, type: 'image/tiff', text: 'II*\0' },
      { what: 'its sample, with the image by reference', body: { inputs: { il, out: 'float', exp: 'im1b1+im1b2', ram: 256 }, outputs: { out: { format: { mediaType: 'image/tiff' }, transmissionMode: 'reference' } }, response: 'document' }, status: 200, type: 'application/json', json: { out: { href: /\/results\/out$/, type: 'image/tiff' } } },
      { what: 'an image that it does not take', body: { inputs: { il: [{ value: tiff, mediaType: 'image/bmp' }], out: 'float', exp: 'im1b1', ram: null } }, status: 400, json: { detail: /input "il": the media type image\/bmp came; expected image\/tiff or image\/jpeg or image\/png/ } },
      { what: 'another image by Accept', body: { inputs: { il, out: 'float', exp: 'im1b1', ram: null } }, headers: { accept: 'image/png' }, status: 200, type: 'image/png', text: 'II*\0' }
    ]
  },
  {
    origin: 'ZOO-Project/ZOO-Project at afc0403, thirds/otb2zcfg/otb2zcfg.cxx and zoo-project/zoo-services/OTB/examples/OTB.Smoothing/sample1.json',
    description: {
      id: 'OTB.Smoothing',
      title: 'Smoothes an image',
      version: '1.0.0',
      jobControlOptions: ['async-execute', 'dismiss'],
      outputTransmission: ['value', 'reference'],
      inputs: {
        in: { title: 'Input image', maxOccurs: 1024, schema: { oneOf: [image('image/tiff'), image('image/jp2'), image('image/jpeg'), image('image/png')] } },
        out: { title: 'Pixel type of the output', schema: { type: 'string', default: 'float', enum: pixels } },
        type: { title: 'Smoothing type', schema: { type: 'string', enum: ['mean', 'gaussian', 'anidif'] } },
        'type.mean.radius': { title: 'Radius', minOccurs: 0, schema: { type: 'integer', default: 2, nullable: true } },
        'type.anidif.timestep': { title: 'Time step', minOccurs: 0, schema: { type: 'number', format: 'float', default: 0.125, nullable: true } },
        ram: { title: 'Memory in MB', minOccurs: 0, schema: { type: 'integer', default: 256, nullable: true } }
      },
      outputs: { out: { title: 'Output image', schema: { oneOf: [image('image/tiff'), image('image/jp2')] } } }
    },
    results: { out: tiff },
    references,
    executions: [
      { what: 'its sample', body: { inputs: { in: il, out: 'float', type: 'mean', 'type.anidif.timestep': 0.125, 'type.mean.radius': 2, ram: 256 } }, status: 201, type: 'application/json', json: { status: 'successful' } },
      { what: 'a smoothing that there is not', body: { inputs: { in: il, out: 'float', type: 'median' } }, status: 400, json: { detail: /input "type": "median" came; expected one of mean, gaussian, anidif/ } }
    ]
  }
]
