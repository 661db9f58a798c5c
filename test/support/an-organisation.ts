import type { AccessRole } from '../../src/contract/words/access-words.ts';
import { createKey } from '../../src/core/keys/create-key.ts';
import { insertSingles, takeRequestIds } from '../../src/core/ledger/request-store.ts';
import { createOrganisation } from '../../src/core/organisations/create-organisation.ts';
import { insertAgentRoles } from '../../src/core/users/agent-role-store.ts';
import type { Database } from '../../src/database/database.ts';
import { refreshStatistics } from '../../src/database/refresh-statistics.ts';
import { inOrg, type Transaction } from '../../src/database/transaction.ts';

/** A user of the world to build; every member has a default. */
export interface UserPlan<Name> {
  agentRole?: string;
  accessRole?: AccessRole;
  isActive?: boolean;
  /** Who reports to this user. */
  reports?: readonly Name[];
}

export interface OrganisationPlan<Name extends string> {
  orgId: number;
  users: Record<Name, UserPlan<NoInfer<Name>>>;
  /** Who stands on each lead in their own agent role; the first of a role is its primary. */
  leads?: Readonly<Record<number, readonly NoInfer<Name>[]>>;
  /** Who reports to nobody on purpose. */
  heads?: readonly NoInfer<Name>[];
  /** The moment from which all of it holds. */
  since?: string;
}

export interface BuiltUser {
  userId: number;
  guid: string;
  email: string;
  name: string;
  agentRole: string;
}

/** Credentials as the headers of a call. */
export interface CallHeaders extends Record<string, string> {
  'x-lsq-accesskey': string;
  'x-lsq-secretkey': string;
}

export interface Organisation<Name extends string> {
  orgId: number;
  /** The request that all assignments and reporting lines of the world come from. */
  requestId: number;
  user(name: Name): BuiltUser;
  /** Makes a key for the user and gives it as headers. */
  signIn(name: Name): Promise<CallHeaders>;
}

/** As an import does: without them PostgreSQL plans for empty tables, and what is done to so many takes a minute. */
const worthStatistics = 1_000;

/**
 * Builds a world in a line; users get the ids 101, 102 … in the order they are named:
 * `anOrganisation(database, { orgId: 7, users: { ada: { reports: ['ben'] }, ben: {} }, leads: { 1001: ['ben'] } })`
 */
export async function anOrganisation<Name extends string>(
  database: Database,
  plan: OrganisationPlan<Name>,
): Promise<Organisation<Name>> {
  const { orgId, since = '2026-01-05T09:00:00.000000Z' } = plan;
  await createOrganisation(database, { orgId, name: `Organisation ${orgId}` });
  const { users, requestId } = await inOrg(database, orgId, async (tx) => {
    const built = await insertUsers(tx, orgId, plan.users);
    const id = await insertOriginRequest(tx, orgId, since);
    insertReportingLines(tx, plan, built, { requestId: id, since });
    tx.write({
      text: 'update org_user set is_head = true where org_id = $1 and user_id = any($2::integer[])',
      values: [orgId, (plan.heads ?? []).map((name) => getUser(built, name).userId)],
    });
    insertLeads(tx, plan, built, { requestId: id, since });
    return { users: built, requestId: id };
  });
  if (Object.keys(plan.leads ?? {}).length > worthStatistics) await refreshStatistics(database, orgId);
  return {
    orgId,
    requestId,
    user: (name) => getUser(users, name),
    signIn: async (name) => {
      const { accessKey, secretKey } = await createKey(database, orgId, getUser(users, name).email);
      return { 'x-lsq-accesskey': accessKey, 'x-lsq-secretkey': secretKey };
    },
  };
}

type BuiltUsers = ReadonlyMap<string, BuiltUser>;

function getUser(users: BuiltUsers, name: string): BuiltUser {
  const user = users.get(name);
  if (!user) throw new Error(`The organisation was built without ${name}.`);
  return user;
}

async function insertUsers(
  tx: Transaction,
  orgId: number,
  plans: Record<string, UserPlan<string>>,
): Promise<BuiltUsers> {
  const names = Object.keys(plans);
  const roles = names.map((name) => plans[name]?.agentRole ?? 'Loan Officer');
  insertAgentRoles(tx, orgId, [...new Set(roles)]);
  const rows = await tx.read<BuiltUser>({
    text: `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, is_active,
        email_key, email_likeness, search_key)
      select $1::integer, 100 + place, email, initcap(name), 'Example', agent_role, access_role, is_active,
        email, email, lower(name) || ' example ' || email
      from unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) with ordinality
        u (name, agent_role, access_role, is_active, place),
        lateral (select lower(name) || '@org' || ($1::integer) || '.example' as email) e
      returning user_id as "userId", guid, email, first_name || ' ' || last_name as name,
        agent_role as "agentRole"`,
    values: [
      orgId,
      names,
      roles,
      names.map((name) => plans[name]?.accessRole ?? 'administrator'),
      names.map((name) => plans[name]?.isActive ?? true),
    ],
  });
  const byId = rows.toSorted((a, b) => a.userId - b.userId);
  return new Map(byId.map((user, place) => [names[place] ?? '', user]));
}

async function insertOriginRequest(tx: Transaction, orgId: number, since: string): Promise<number> {
  const [requestId = 0] = await takeRequestIds(tx, 1);
  insertSingles(tx, orgId, since, [
    {
      requestId,
      kind: 'import',
      state: 'done',
      spec: { subjects: 'leads' },
      requester: { userId: null, origin: 'cli' },
      subject: 0,
      revision: null,
      counts: { total: 1, changed: 1, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 },
      outcome: 'c',
      details: null,
    },
  ]);
  return requestId;
}

interface Origin {
  requestId: number;
  since: string;
}

function insertReportingLines(
  tx: Transaction,
  { orgId, users: plans }: OrganisationPlan<string>,
  users: BuiltUsers,
  origin: Origin,
): void {
  const lines = Object.entries(plans).flatMap(([manager, { reports = [] }]) =>
    reports.map((report) => ({
      userId: getUser(users, report).userId,
      managerId: getUser(users, manager).userId,
    })),
  );
  tx.write({
    text: `insert into reporting_line (org_id, user_id, manager_id, from_request, from_at)
      select $1, user_id, manager_id, $2, $3 from unnest($4::integer[], $5::integer[]) l (user_id, manager_id)`,
    values: [
      orgId,
      origin.requestId,
      origin.since,
      lines.map((line) => line.userId),
      lines.map((line) => line.managerId),
    ],
  });
}

function insertLeads(
  tx: Transaction,
  { orgId, leads = {} }: OrganisationPlan<string>,
  users: BuiltUsers,
  origin: Origin,
): void {
  const assignments = Object.entries(leads).flatMap(([leadId, names]) => {
    const roles = new Set<string>();
    return names.map((name) => {
      const { userId, agentRole } = getUser(users, name);
      const standing = roles.has(agentRole) ? 'secondary' : 'primary';
      roles.add(agentRole);
      return { leadId, userId, agentRole, standing };
    });
  });
  tx.write({
    text: `insert into lead (org_id, lead_id, name, name_key)
      select $1, id, 'Lead ' || id, 'lead ' || id from unnest($2::bigint[]) id`,
    values: [orgId, Object.keys(leads)],
  });
  tx.write({
    text: `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
      select $1, a.lead_id, a.user_id, a.role, a.standing, $2, $3
      from unnest($4::bigint[], $5::integer[], $6::text[], $7::text[]) a (lead_id, user_id, role, standing)`,
    values: [
      orgId,
      origin.requestId,
      origin.since,
      assignments.map((row) => row.leadId),
      assignments.map((row) => row.userId),
      assignments.map((row) => row.agentRole),
      assignments.map((row) => row.standing),
    ],
  });
}
