import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Manner } from '../../database/coalescer.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A user as a change needs to know them. */
export interface UserForChange {
  userId: number;
  guid: string;
  email: string;
  /** The address as it is found. Null: it names somebody else. */
  emailKey: string | null;
  name: string;
  agentRole: string;
  /** False also while they leave, though their account has not ended yet: nothing is given to them. */
  isActive: boolean;
  /** The request by which they leave just now. */
  leavingBy: number | null;
  /** False: takes no new leads from a distribution now. */
  isAvailable: boolean;
}

/** Users by whatever names them. */
export interface NamedUsers {
  userIds?: readonly number[];
  /** As they are folded. */
  emailKeys?: readonly string[];
  guids?: readonly string[];
}

const columns = `user_id as "userId", guid, email, email_key as "emailKey", first_name || ' ' || last_name as name,
  agent_role as "agentRole", is_active and leaving_request is null as "isActive",
  leaving_request as "leavingBy", is_available as "isAvailable"`;

/**
 * The users that a change names, locked against deactivation until the transaction ends.
 * Locked in id order, so that two changes cannot wait for each other. Where it passes what others hold, whoever is
 * leaving at the moment is left out.
 */
export async function lockUsers(
  tx: Transaction,
  orgId: number,
  named: NamedUsers,
  manner: Manner = 'wait',
): Promise<UserForChange[]> {
  return loadNamed(tx, orgId, named, manner === 'pass' ? 'for key share skip locked' : 'for key share');
}

/** The users that a plan names, as they are in its snapshot: a plan keeps nobody from leaving. */
export async function findUsers(tx: Transaction, orgId: number, named: NamedUsers): Promise<UserForChange[]> {
  return loadNamed(tx, orgId, named, '');
}

type Lock = 'for key share' | 'for key share skip locked' | '';

async function loadNamed(
  tx: Transaction,
  orgId: number,
  { userIds = [], emailKeys = [], guids = [] }: NamedUsers,
  lock: Lock,
): Promise<UserForChange[]> {
  const load = (column: string, type: string, values: readonly (number | string)[]) =>
    values.length === 0
      ? []
      : tx.read<UserForChange>({
          name: `load-users-by-${column}-${lock}`,
          text: `select ${columns} from org_user
            where org_id = $1 and ${column} = any($2::${type}[]) order by user_id ${lock}`,
          values: [orgId, values],
        });
  const answers = [
    load('user_id', 'integer', userIds),
    load('email_key', 'text', emailKeys),
    load('guid', 'uuid', guids),
  ];
  return (await Promise.all(answers)).flat();
}

/** What the user may do in Baton. */
export async function readAccessRole(tx: Transaction, orgId: number, userId: number): Promise<AccessRole> {
  const [row] = await tx.read<{ accessRole: AccessRole }>({
    text: 'select access_role as "accessRole" from org_user where org_id = $1 and user_id = $2',
    values: [orgId, userId],
  });
  return row?.accessRole ?? 'agent';
}

/** Of these users those who had left before a request began, and have not been back since. */
export async function listLeftBefore(
  tx: Transaction,
  orgId: number,
  { userIds, requestId }: { userIds: readonly number[]; requestId: number },
): Promise<Set<number>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx.read<{ userId: number }>({
    name: 'list-left-before',
    text: `select u.user_id as "userId" from org_user u
      join request r on r.org_id = u.org_id and r.request_id = $3
      where u.org_id = $1 and u.user_id = any($2::integer[]) and not u.is_active
        and u.inactive_since < coalesce(r.started_at, r.created_at)`,
    values: [orgId, userIds, requestId],
  });
  return new Set(rows.map((row) => row.userId));
}

/** What to call these users when a sentence names them. */
export async function loadNames(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx.read<{ userId: number; name: string }>({
    text: `select user_id as "userId", first_name || ' ' || last_name as name from org_user
      where org_id = $1 and user_id = any($2::integer[])`,
    values: [orgId, userIds],
  });
  return new Map(rows.map((row) => [row.userId, row.name]));
}
