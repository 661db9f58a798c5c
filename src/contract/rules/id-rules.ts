/** Users are numbered by PostgreSQL integers: what is larger names nobody. */
export const largestUserId = 2_147_483_647;
