/** Both spellings of the path of a collection: some clients end it with a slash. The API description names the first. */
export const collectionRoutes = <const S extends object>(path: string, schema: S): readonly { readonly path: string, readonly schema: S }[] =>
  [{ path, schema }, { path: `${path}/`, schema: { ...schema, hide: true } }]
