/** For work before anybody is known to be of an org: it sees no org's rows. */
export const noOrg = 0;
