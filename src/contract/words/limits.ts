// How large things may be. Texts are counted in UTF-16 units.

/** Users and organisations are numbered by PostgreSQL integers: what is larger names nobody. */
export const largestId = 2_147_483_647;

export const longestText = 1_000;
/** What a lead may be about in money: 15 digits, two of them after the point, which every program keeps as they are. */
export const largestAmount = 9_999_999_999_999.99;
/** A key that callers give a row, and what an attribute of a lead is called. */
export const longestKey = 200;
export const longestEmail = 320;
/** What another system is called, and the key by which it names a user or a lead. */
export const longestSystem = 50;
export const longestExternalKey = 255;
/** Systems in which one user or lead has a key. */
export const mostSystems = 50;

/** Rows about users in one request, and rows that are named one by one. */
export const mostRows = 100_000;
/** Leads that a JSON body names. */
export const mostLeads = 1_000_000;
/** Leads of a CSV. */
export const mostCsvLeads = 5_000_000;
/** Rows that are left out by name. */
export const mostExcepted = 10_000;
/** Users whom a lead's row lists, or removes. */
export const mostUsersOfRow = 100;
/** Users who leave at once. */
export const mostLeavers = 100;
export const mostReceivers = 1_000;
export const mostValues = 1_000;
/** More than anybody looks for at once; a filter is kept with its request. */
export const mostAttributes = 50;

/** The radar tells who is primary on more leads, and a preview who will be. */
export const largestBook = 10_000;

/** What an agent role may be called at most: it stands in addresses, and in every refusal that tells which roles there are. */
export const longestAgentRole = 100;
/** Agent roles of an organisation: more are no list that anybody reads. */
export const mostAgentRoles = 1_000;
