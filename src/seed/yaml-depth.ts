/**
 * Arrays and objects within each other in YAML, at most. The reader that knows all of it calls itself for each level, and where it
 * compiles a regular expression with hardly any stack left, V8 ends the process.
 */
export const mostYamlDepth = 500

export class YamlDepthError extends Error {
  constructor () {
    super(`The YAML is nested deeper than ${mostYamlDepth} arrays and objects within each other; expected at most that many.`)
    this.name = 'YamlDepthError'
  }
}
