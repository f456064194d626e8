/** A module of our own, so that it can be loaded when there is something to parse: a bundled import() of the package has no names. */
export { Document, isCollection, isMap, isNode, isScalar, LineCounter, parse as parseYaml, parseDocument, stringify as stringifyYaml } from 'yaml'
