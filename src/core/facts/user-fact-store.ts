import { foldEmail, foldEmailLikeness } from '../../contract/rules/email-rules.ts';
import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { ExternalKeyFact, UserFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { loadExternalKeys } from '../external-keys/external-key-store.ts';
import type { FactValue } from '../law/fact-rules.ts';
import type { Known } from './fact-steps.ts';

/** The keys of a user in other systems, as facts. */
export type UserKeys = { readonly [Fact in ExternalKeyFact]?: FactValue };

/** All that is known of a user. */
export type AllUserFacts = Readonly<Record<UserFact, string>> & UserKeys;

export interface KnownUser extends Known {
  isActive: boolean;
  facts: AllUserFacts;
}

const columns = `user_id as id, trim(first_name || ' ' || last_name) as name, is_active as "isActive", jsonb_build_object('firstName', first_name,
  'lastName', last_name, 'email', email, 'agentRole', agent_role, 'accessRole', access_role) as facts`;

/** As they are in a plan's snapshot. */
export async function findKnownUsers(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, KnownUser>> {
  return load(tx, orgId, userIds, '');
}

/** Locked in id order against every change that names them. */
export async function lockKnownUsers(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, KnownUser>> {
  return load(tx, orgId, userIds, 'for update');
}

async function load(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
  lock: 'for update' | '',
): Promise<Map<number, KnownUser>> {
  const [rows, keys] = await Promise.all([
    tx.read<KnownUser>({
      name: `load-known-users-${lock}`,
      text: `select ${columns} from org_user where org_id = $1 and user_id = any($2::integer[]) order by user_id ${lock}`,
      values: [orgId, userIds],
    }),
    loadExternalKeys(tx, orgId, { about: 'user', subjectIds: userIds }), // a later statement: the first may have waited
  ]);
  return new Map(rows.map((row) => [row.id, { ...row, facts: { ...row.facts, ...keys.get(row.id) } }]));
}

/** Users must be locked. Addresses are given up before they are given: two people may swap theirs. */
export function saveUserFacts(
  tx: Transaction,
  orgId: number,
  users: readonly { subjectId: number; facts: Readonly<Record<UserFact, string>> }[],
): void {
  const userIds = users.map(({ subjectId }) => subjectId);
  const all = (fact: UserFact) => users.map(({ facts }) => facts[fact]);
  tx.write({
    name: 'give-up-addresses',
    text: `update org_user u set email_key = null
      from unnest($2::integer[], $3::text[]) n (user_id, email_key)
      where u.org_id = $1 and u.user_id = n.user_id and u.email_key <> n.email_key`,
    values: [orgId, userIds, all('email').map(foldEmail)],
  });
  tx.write({
    name: 'save-user-facts',
    text: `update org_user u set first_name = n.first_name, last_name = n.last_name, email = n.email,
        agent_role = n.agent_role, access_role = n.access_role, email_likeness = n.email_likeness, search_key = n.search_key,
        email_key = case when u.email = n.email then u.email_key else n.email_key end
      from unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
        n (user_id, first_name, last_name, email, agent_role, access_role, email_key, email_likeness, search_key)
      where u.org_id = $1 and u.user_id = n.user_id`,
    values: [
      orgId,
      userIds,
      all('firstName'),
      all('lastName'),
      all('email'),
      all('agentRole'),
      all('accessRole'),
      all('email').map(foldEmail),
      all('email').map(foldEmailLikeness),
      users.map(({ facts }) => foldSearch(`${facts.firstName} ${facts.lastName} ${facts.email}`)),
    ],
  });
}
