// What is wrong with the words of staged rows, whatever they come to: a role that nobody has, somebody named twice in
// one list, or named to be put on and to be taken off.

import { findDoubled } from '../../../contract/rules/doubled-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import { describeBoth } from '../../law/removal-rules.ts';
import { findUsersInReach } from '../../reporting/find-users-in-reach.ts';
import { findUnknownRoles } from '../../users/agent-roles.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { ReassignmentTerms } from '../reassignment-terms.ts';
import type { StagedAsk } from '../row-input.ts';
import { listNamedIn } from '../row-input.ts';
import { listReceiving } from './open-terms.ts';
import type { RowFault } from './stage-rows.ts';

const mostTold = 1_000;
const rowsAPage = 5_000;

export async function findRowFaults(
  tx: Transaction,
  orgId: number,
  { asker, terms }: { asker: Asker; terms: ReassignmentTerms },
): Promise<RowFault[]> {
  const faults = await findUnknownRolesOfRows(tx, orgId);
  for await (const rows of readRowsWithUsers(tx, terms)) {
    faults.push(...(await findFaultsOf(tx, orgId, { asker, terms, rows })));
    if (faults.length >= mostTold) break;
  }
  return faults;
}

async function findUnknownRolesOfRows(tx: Transaction, orgId: number): Promise<RowFault[]> {
  const roles = await tx.read<{ role: string }>({
    text: `select distinct ask->>'agentRole' as role from staged_row where ask ? 'agentRole'`,
    values: [],
  });
  const unknown = await findUnknownRoles(
    tx,
    orgId,
    roles.map(({ role }) => role),
  );
  if (unknown.size === 0) return [];
  const named = await tx.read<{ at: number; role: string }>({
    text: `select coalesce(line, place) as at, ask->>'agentRole' as role from staged_row
      where ask->>'agentRole' = any($1::text[]) order by place limit ${mostTold}`,
    values: [[...unknown.keys()]],
  });
  return named.map(({ at, role }) => ({
    at,
    member: 'agentRole',
    column: 'agent_role',
    reason: unknown.get(role) ?? '',
  }));
}

interface StagedRow {
  place: number;
  /** Its line of a file, or else its place in the list. */
  at: number;
  ask: StagedAsk;
}

/** The rows that list users, or that name somebody while the request removes others. */
async function* readRowsWithUsers(
  tx: Transaction,
  { remove }: ReassignmentTerms,
): AsyncGenerator<StagedRow[]> {
  const members = ['listed', 'remove', ...(remove ? ['primary'] : [])];
  let after = 0;
  for (;;) {
    const rows = await tx.read<StagedRow>({
      text: `select place, coalesce(line, place) as at, ask from staged_row
        where ask ?| $1::text[] and place > $2 order by place limit ${rowsAPage}`,
      values: [members, after],
    });
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAPage) return;
    after = rows.at(-1)?.place ?? after;
  }
}

async function findFaultsOf(
  tx: Transaction,
  orgId: number,
  { asker, terms, rows }: { asker: Asker; terms: ReassignmentTerms; rows: readonly StagedRow[] },
): Promise<RowFault[]> {
  const ofTerms = [...(terms.remove ?? []), ...listReceiving(terms.to).map(({ user }) => user)];
  const named = [...ofTerms, ...rows.flatMap(({ ask }) => [...listNamedIn(ask)])];
  const { users, reach } = await findUsersInReach(tx, orgId, asker, named);
  const people: People = {
    keyOf: (user) => users.keyOf(user, reach),
    nameOf: (user) => users.describeNamed(user, reach),
  };
  return rows.flatMap(({ at, ask }) =>
    [...findFaults(ask, terms, people)].map((fault) => ({ at, ...fault })),
  );
}

interface People {
  keyOf(user: UserReference): number | string;
  nameOf(user: UserReference): string;
}

type Fault = Omit<RowFault, 'at'>;

function* findFaults(ask: StagedAsk, terms: ReassignmentTerms, people: People): Generator<Fault> {
  for (const list of ['listed', 'remove'] as const) {
    const users = ask[list] ?? [];
    for (const { place, first } of findDoubled(users.map(people.keyOf))) {
      const who = people.nameOf(users[place] ?? {});
      const reason = `${who} is named twice, by ${list}[${first}] and ${list}[${place}]. Name each once.`;
      yield { member: `${list}[${place}]`, column: columnOf(list, users[place]), reason };
    }
  }
  yield* findNamedForBoth(ask, terms, people);
}

/** Whom a distribution gives the row to is not known yet, so it is judged when it is chosen. */
function* findNamedForBoth(
  ask: StagedAsk,
  { to, remove: removeOfTerms = [] }: ReassignmentTerms,
  { keyOf, nameOf }: People,
): Generator<Fault> {
  const { primary, listed = [], remove } = ask;
  const receiving = to && 'user' in to ? to.user : undefined;
  const fields = new Map(listed.map((user, place) => [keyOf(user), `listed[${place}]`]));
  if (primary) fields.set(keyOf(primary), 'primary');
  else if (primary === undefined && receiving) fields.set(keyOf(receiving), 'to.user');
  for (const [place, user] of (remove ?? removeOfTerms).entries()) {
    const field = fields.get(keyOf(user));
    if (field === undefined) continue;
    const off = remove ? `remove[${place}]` : `remove[${place}] of the request`;
    const reason = describeBoth(nameOf(user), field, off);
    if (remove) yield { member: `remove[${place}]`, column: columnOf('remove', user), reason };
    else yield { member: field, column: columnOf(field.replace(/\W.*/, ''), user), reason };
  }
}

function columnOf(member: string, user: UserReference | undefined): string {
  const isOne = member === 'primary';
  if (user?.userId === undefined) return `${member}_email${isOne ? '' : 's'}`;
  return `${member}_user_id${isOne ? '' : 's'}`;
}
