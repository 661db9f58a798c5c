// Users as the LeadSquared face shows them.

import type { LeadsquaredRole } from '../../contract/faces/leadsquared.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { UserWithManager } from '../../core/reporting/find-user-with-manager.ts';
import type { ListedUser } from '../../core/users/list-all-users.ts';

const roles: Record<AccessRole, LeadsquaredRole> = {
  administrator: 'Administrator',
  manager: 'Sales_Manager',
  agent: 'Sales_User',
};

const timeZone = 'UTC';

export function toListedUser(user: ListedUser) {
  return {
    ID: user.guid,
    FirstName: user.firstName,
    LastName: user.lastName,
    EmailAddress: user.email,
    Role: roles[user.accessRole],
    StatusCode: user.isActive ? (0 as const) : (1 as const),
    MemberOfGroups: [],
    Tag: null,
    IsPhoneCallAgent: false,
  };
}

export function toFoundUser(orgId: number, user: UserWithManager) {
  return {
    UserId: user.guid,
    FirstName: user.firstName,
    LastName: user.lastName,
    EmailAddress: user.email,
    TimeZone: timeZone,
    Role: roles[user.accessRole],
    IsPhoneCallAgent: false,
    OrgId: orgId,
    CompanyName: user.organisationName,
    ManagerUserId: user.managerGuid,
    ManagerName: user.managerName,
    Groups: [],
  };
}

/** Their clients make `https://{host}/v2/` of the host, and call that from then on. */
export function toCallingUser(orgId: number, user: UserWithManager, host: string) {
  return {
    Id: user.guid,
    Name: `${user.firstName} ${user.lastName}`.trim(),
    Role: roles[user.accessRole],
    EmailAddress: user.email,
    TimeZone: timeZone,
    OrgId: orgId,
    OrgDisplayName: user.organisationName,
    LSQCommonServiceURLs: { api: host, app: host },
  };
}
