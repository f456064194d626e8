/** A module of our own, so that it can be loaded when there is something to parse: a bundled import() of the package has no names. */
export { Document, isCollection, isMap, isNode, isScalar, Lexer, LineCounter, type Node, parse as parseYaml, parseDocument, Parser, stringify as stringifyYaml, visit } from 'yaml'
