/** An id with the case of its letters changed; the same id if it has no letters. */
export const changeCase = (id: string): string => id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()
