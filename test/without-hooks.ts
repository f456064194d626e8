/**
 * The words that run a program without tap's hooks. tap puts them into the `NODE_OPTIONS` of each child process, even of one
 * whose environment is given without them, and they take longer than most programs do; a program that counts for coverage needs them.
 */
export const withoutHooks = (...words: readonly string[]): readonly [command: string, ...args: string[]] => ['/usr/bin/env', '-u', 'NODE_OPTIONS', ...words]
