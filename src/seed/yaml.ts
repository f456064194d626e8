/** A module of its own, loaded on demand: a bundled import() of the package itself has no names. */
export { Document, isCollection, isMap, isNode, isScalar, LineCounter, parse as parseYaml, parseDocument, stringify as stringifyYaml } from 'yaml'
