/** Both spellings of a collection's path: some clients add a slash. The API description has the first. */
export const collectionRoutes = <const S extends object>(path: string, schema: S): readonly { readonly path: string, readonly schema: S }[] =>
  [{ path, schema }, { path: `${path}/`, schema: { ...schema, hide: true } }]
