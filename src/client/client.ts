import type { AuditPage, AuditQuery } from '../contract/v1/audit.ts';
import type { BookPage, BooksQuery } from '../contract/v1/books.ts';
import type { KeyChange, OrgKeyPage } from '../contract/v1/keys.ts';
import type { OrgChange, ShownOrg } from '../contract/v1/org.ts';
import type { OrgChart } from '../contract/v1/org-chart.ts';
import type { OrphanPage, OrphansQuery, Radar } from '../contract/v1/orphans.ts';
import { type CallOptions, type Connection, type Loose, openCaller } from './caller.ts';
import { openExports } from './exports.ts';
import { type AsOfOptions, openLeads } from './leads.ts';
import { openPages, type PageQuery } from './pages.ts';
import { openRequests } from './requests.ts';
import { openRoles } from './roles.ts';
import { openSession } from './session.ts';
import { openUsers } from './users.ts';

export type { ListedAgentRole } from '../contract/v1/agent-roles.ts';
export type { AuditPage } from '../contract/v1/audit.ts';
export type { BookPage, BooksQuery, ShownBook } from '../contract/v1/books.ts';
export type { LeadChains } from '../contract/v1/chains.ts';
export type { RetryBody, RunBody } from '../contract/v1/decisions.ts';
export type { ChangedLead, ChangedUser, FactHistoryPage } from '../contract/v1/facts.ts';
export type { CreatedKey, KeyPage, OrgKeyPage } from '../contract/v1/keys.ts';
export type { AccountPlan } from '../contract/v1/kinds/account.ts';
export type { FactsPlan } from '../contract/v1/kinds/facts.ts';
export type { RequestBody } from '../contract/v1/kinds/kinds.ts';
export type { ManagersPlan } from '../contract/v1/kinds/managers.ts';
export type { OffboardPlan } from '../contract/v1/kinds/offboard.ts';
export type { ReassignPlan } from '../contract/v1/kinds/reassign.ts';
export type { RecordPlan } from '../contract/v1/kinds/record.ts';
export type { UndoPlan } from '../contract/v1/kinds/undo.ts';
export type { LeadHistoryPage, LeadPage, LeadsQuery, ListedLead, ShownLead } from '../contract/v1/leads.ts';
export type { Inventory } from '../contract/v1/offboarding.ts';
export type { OrgChange, ShownOrg } from '../contract/v1/org.ts';
export type { OrgChart } from '../contract/v1/org-chart.ts';
export type { OrphanPage, Radar } from '../contract/v1/orphans.ts';
export type { RequestRowPage } from '../contract/v1/request-rows.ts';
export type { RequestPage, RequestProgress, RequestSummary } from '../contract/v1/requests.ts';
export type { BegunSecondFactor } from '../contract/v1/second-factors.ts';
export type { ShownSession, SignInLink } from '../contract/v1/sessions.ts';
export type { ShownRequest } from '../contract/v1/shown-request.ts';
export type { UserParts } from '../contract/v1/user-parts.ts';
export type { ReportPage, ShownUser, UserPage } from '../contract/v1/users.ts';
export type { LeadSort } from '../contract/words/lead-words.ts';
export { BatonError, type BatonErrorCode } from './baton-error.ts';
export type { CallOptions, Connection, Upload } from './caller.ts';
export type { PageOf, Pages } from './pages.ts';
export type { CsvTerms } from './requests.ts';

export type BatonClient = ReturnType<typeof createClient>;

/**
 * A client of one Baton, for Node and the browser:
 * `await createClient({ url, accessKey, secretKey }).requests.create({ kind: 'reassign', leads: [1001], to: { user: { userId: 126 } } })`
 */
export function createClient(connection: Connection) {
  const caller = openCaller(connection);
  return {
    requests: openRequests(caller),
    leads: openLeads(caller),
    users: openUsers(caller),
    roles: openRoles(caller),
    exports: openExports(caller),
    session: openSession(caller),

    keys: {
      /** Lists the access keys of the organisation, the newest first. */
      list: ({ signal, ...query }: CallOptions & PageQuery = {}) =>
        openPages<OrgKeyPage>(caller, { path: 'api/v1/keys', query, signal }),

      /** Gives an access key another name or another end. */
      change: async (
        accessKey: string,
        { signal, ...json }: CallOptions & Loose<KeyChange>,
      ): Promise<void> => {
        await caller.send({
          method: 'PATCH',
          path: `api/v1/keys/${encodeURIComponent(accessKey)}`,
          json,
          signal,
        });
      },

      /** Ends an access key at once. */
      revoke: async (accessKey: string, { signal }: CallOptions = {}): Promise<void> => {
        await caller.send({
          method: 'DELETE',
          path: `api/v1/keys/${encodeURIComponent(accessKey)}`,
          signal,
        });
      },
    },

    /** Lists who made, used and ended ways in, the newest first. */
    auditEvents: ({ signal, ...query }: CallOptions & Loose<AuditQuery> = {}) =>
      openPages<AuditPage>(caller, { path: 'api/v1/audit-events', query, signal }),

    org: {
      show: ({ signal }: CallOptions = {}): Promise<ShownOrg> => caller.ask({ path: 'api/v1/org', signal }),
      change: (body: OrgChange, { signal }: CallOptions = {}): Promise<ShownOrg> =>
        caller.ask({ method: 'PATCH', path: 'api/v1/org', json: body, signal }),
    },

    /** Lists users by the size of their books, and how the leads are spread over them. */
    books: ({ signal, ...query }: CallOptions & Loose<BooksQuery> = {}) =>
      openPages<BookPage>(caller, { path: 'api/v1/books', query, signal }),

    /** Shows who reports to whom, with the sizes of teams and books. */
    orgChart: ({ signal, ...query }: AsOfOptions & { root?: number | undefined } = {}): Promise<OrgChart> =>
      caller.ask({ path: 'api/v1/org-chart', query, signal }),

    /** Lists what points at nobody who could answer for it. */
    orphans: ({ signal, ...query }: CallOptions & Loose<OrphansQuery> = {}) =>
      openPages<OrphanPage>(caller, { path: 'api/v1/orphans', query, signal }),

    /** Shows the same in groups, each of what is mended in one step. */
    radar: ({ signal }: CallOptions = {}): Promise<Radar> => caller.ask({ path: 'api/v1/radar', signal }),
  };
}
