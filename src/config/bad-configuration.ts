/** Exit code for invalid flags, environment, seed or addresses: the usage is wrong, not the program. */
export const badConfiguration = 2
