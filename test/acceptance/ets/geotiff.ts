/** The address of the suite's input by reference. The suite itself never opens it. */
export const geotiffUrl = 'https://raw.githubusercontent.com/opengeospatial/ets-ogcapi-processes10/master/src/main/resources/org/opengis/cite/testdata/testgeotiff.tiff'

const short = 3
const long = 4
const rational = 5

const headerLength = 8
const entryLength = 12

/**
 * One black pixel as a baseline TIFF, standing in for the file that release 1.3 of the suite looks for
 * on its class path but does not pack. Its content is never looked at: it has to travel and come back.
 */
export function tinyTiff (): Buffer {
  const dataOffset = headerLength + 2 + fields(0, 0).length * entryLength + 4
  const entries = fields(dataOffset, dataOffset + 8).map(entry)
  const count = Buffer.of(entries.length, 0)
  return Buffer.concat([header(), count, ...entries, Buffer.alloc(4), resolution(), Buffer.of(0)])
}

/** Tags in ascending order, as a reader may expect; the two offsets lead behind the directory. */
function fields (resolutionAt: number, pixelAt: number): [tag: number, type: number, value: number][] {
  return [
    [256, short, 1], // ImageWidth
    [257, short, 1], // ImageLength
    [258, short, 8], // BitsPerSample
    [259, short, 1], // Compression: none
    [262, short, 1], // PhotometricInterpretation: black is zero
    [273, long, pixelAt], // StripOffsets
    [277, short, 1], // SamplesPerPixel
    [278, short, 1], // RowsPerStrip
    [279, long, 1], // StripByteCounts
    [282, rational, resolutionAt], // XResolution
    [283, rational, resolutionAt], // YResolution
    [296, short, 1] // ResolutionUnit: none
  ]
}

/** Little-endian, and the one directory follows at once. */
function header (): Buffer {
  return Buffer.from([0x49, 0x49, 42, 0, headerLength, 0, 0, 0])
}

function entry ([tag, type, value]: [number, number, number]): Buffer {
  const bytes = Buffer.alloc(entryLength)
  bytes.writeUInt16LE(tag, 0)
  bytes.writeUInt16LE(type, 2)
  bytes.writeUInt32LE(1, 4)
  bytes.writeUInt32LE(value, 8)
  return bytes
}

/** One pixel per unit, as a fraction of two 32-bit numbers. */
function resolution (): Buffer {
  return Buffer.from(Uint32Array.of(1, 1).buffer)
}
