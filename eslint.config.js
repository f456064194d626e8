import neostandard, { plugins } from 'neostandard'

/** Keeps the imports of `files` away from `group`, with the reason as the message. */
const layer = (files, group, message) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] } })

export default [
  ...neostandard({ ts: true, ignores: ['dist/**', '.tap/**', '.test/**', '.acceptance/**', 'python/**'] }),
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': plugins['typescript-eslint'].plugin },
    rules: {
      // TypeBox's idiom gives a schema and its type one name; TypeScript itself catches real redeclarations.
      '@typescript-eslint/no-redeclare': 'off',
      'no-void': ['error', { allowAsStatement: true }],
      '@typescript-eslint/no-explicit-any': 'error'
    }
  },
  layer(['src/jobs/**'], ['fastify', '@sinclair/typebox', '**/routes/**', '**/schemas/**', '../*'], 'src/jobs is the core: it imports only itself.'),
  layer(['src/processes/**', 'src/faults/**'], ['fastify', '**/routes/**', '**/schemas/**', '../world/*', '../seed/*', '../outgoing/*'], 'It knows the core and nothing else.'),
  layer(['src/world/**'], ['fastify', '**/routes/**', '../seed/*'], 'A world is handed what reads its seed.'),
  layer(['src/seed/**', 'src/inputs/**', 'src/outgoing/**'], ['fastify', '**/routes/**'], 'Only src/app.ts knows the routes.'),
  layer(['src/check/**'], ['fastify', '**/routes/**', ...['world', 'seed', 'outgoing', 'faults', 'processes'].map(room => `**/${room}/**`), '../**/jobs/memory-store.ts'], 'The checker speaks HTTP, and shares pure tables alone with what it judges.'),
  layer(['routes/http/**'], ['**/pages/**', '../ogc/*', '../tator/*', '../control/*'], 'What every request passes knows no façade and no page.'),
  layer(['routes/pages/**'], ['../ogc/*', '../tator/*', '../control/*'], 'What pages are made of knows no façade.'),
  layer(['schemas/**'], ['fastify', '**/routes/**', '**/src/*.ts', ...['commands', 'config', 'inputs', 'outgoing', 'processes', 'seed', 'world'].map(room => `**/src/${room}/**`)], 'schemas/ is TypeBox, with the words of the core.'),
  {
    files: ['routes/**'],
    ignores: ['routes/http/cors.ts', 'routes/http/fault-injection.ts', 'routes/http/problem-of.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: "CallExpression[callee.property.name='send'][callee.object.name='reply']", message: 'A handler returns what is answered: what is sent and returned is sent twice.' }] }
  }
]
