/** The members that are not undefined: `exactOptionalPropertyTypes` allows no undefined in an optional member. */
export const definedOnly = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
