/** An id in other letters, capital or small; the id itself if it has none. */
export const changeCase = (id: string): string => id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()
