// Two organisations side by side, whose ids nowhere meet, and the ids of what is in neither.

import assert from 'node:assert/strict';
import { openReassignmentLane } from '../../src/core/kinds/reassign/reassignment-lane.ts';
import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import { insertAgentRoles } from '../../src/core/users/agent-role-store.ts';
import type { Database } from '../../src/database/database.ts';
import { readInGate } from '../../src/database/gate.ts';
import { inOrg, readInOrg, type Transaction } from '../../src/database/transaction.ts';
import { anOrganisation } from './an-organisation.ts';
import { giveKeysLikeIds } from './give-keys.ts';
import type { Ids } from './good-calls.ts';

/** In everything of the other organisation that has a text, and nowhere else. */
export const marker = 'Zanzibar';

export interface TwoOrganisations {
  own: Ids;
  headers: Record<string, string>;
  others: Ids;
  othersHeaders: Record<string, string>;
  /** Ids of the same length as the others', of nothing at all. */
  nobodys: Ids;
}

export async function twoOrganisations(database: Database): Promise<TwoOrganisations> {
  const mine = await anOrganisation(database, {
    orgId: 71,
    users: {
      ada: { accessRole: 'administrator', reports: ['ben'] },
      ben: {},
      cy: { agentRole: 'Processor' },
    },
    leads: { 1001: ['ben', 'cy'] },
  });
  // Nobody, so that the users of the other organisation have ids that this one does not have.
  const fillers = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`filler${place}`, {}]));
  const theirs = await anOrganisation(database, {
    orgId: 84,
    users: { ...fillers, zoe: { accessRole: 'administrator', reports: ['zed'] }, zed: {}, zac: {} },
    leads: { 7001: ['zed', 'zac'], 7003: ['zoe'] },
  });
  const [ownRequest, othersRequest] = [
    await reassign(database, mine, 1001),
    await reassign(database, theirs, 7001),
  ];
  const keys = { own: await mine.signIn('ben'), others: await theirs.signIn('zed') };
  await giveKeysLikeIds(database, 71, { leadIds: [1001], userIds: [mine.user('ben').userId] });
  await giveKeysLikeIds(database, 84, { leadIds: [7001], userIds: [theirs.user('zed').userId] });
  await markOthers(database);
  for (const orgId of [71, 84]) await setCallLimit(database, orgId, 1_000_000);
  const zed = theirs.user('zed');
  return {
    own: {
      ...mine.user('ben'),
      orgId: 71,
      leadId: 1001,
      requestId: ownRequest,
      accessKey: keys.own['x-lsq-accesskey'],
    },
    headers: await mine.signIn('ada'),
    others: {
      ...zed,
      orgId: 84,
      leadId: 7001,
      requestId: othersRequest,
      accessKey: keys.others['x-lsq-accesskey'],
      agentRole: 'Their Role',
      email: zed.email.replace('zed', `zed.${marker.toLowerCase()}`),
    },
    othersHeaders: await theirs.signIn('zac'),
    nobodys: {
      orgId: 85,
      leadId: 7002,
      userId: zed.userId + 100,
      guid: `${zed.guid.slice(0, -12)}000000000000`,
      email: `zeb.${marker.toLowerCase()}@org84.example`,
      requestId: othersRequest + 1_000_000,
      agentRole: 'Noone Role',
      accessKey: keys.others['x-lsq-accesskey'].replace(/[0-9a-f]{24}$/, '0123456789abcdef01234567'),
    },
  };
}

/** A reassignment that is done and could be undone; gives its request. */
async function reassign(database: Database, { orgId }: { orgId: number }, leadId: number): Promise<number> {
  const primary = { userId: 101 };
  const requester = { userId: 101, accessRole: 'administrator', origin: 'insellerate' } as const;
  const lane = openReassignmentLane(database);
  const { requestId, outcome } = await lane.submit(orgId, {
    leadId,
    primary,
    listed: [],
    others: 'keep',
    requester,
  });
  assert.equal(outcome, 'changed');
  return requestId;
}

async function markOthers(database: Database): Promise<void> {
  await inOrg(database, 84, async (tx) => {
    insertAgentRoles(tx, 84, ['Their Role']);
    const write = (text: string) => tx.write({ text, values: [84, marker] });
    write('update org set name = $2 where org_id = $1');
    write(`update org_user set first_name = first_name || $2, last_name = $2 where org_id = $1`);
    write(`update org_user set email = replace(email, 'zed@', 'zed.' || lower($2) || '@'),
      email_key = replace(email, 'zed@', 'zed.' || lower($2) || '@'), search_key = lower($2) where org_id = $1`);
    write(`update lead set name = $2, status = $2, source = $2, state = $2,
      attributes = jsonb_build_object($2::text, $2::text) where org_id = $1`);
    // They are reached as the leads are that calls make.
    write(`insert into lead_contact (org_id, lead_id, kind, key) select l.org_id, l.lead_id, c.kind, c.key from lead l,
      (values ('email', 'ana.lima@example.com'), ('phone', '13035550142')) c (kind, key)
      where l.org_id = $1 and $2 <> ''`);
  });
}

/** One text that changes with anything in the tables of an organisation. */
export async function fingerprint(database: Database, orgId: number): Promise<string> {
  const ofGate = ['access_key', 'password', 'session', 'sign_in_link'];
  const others = [
    'org',
    'org_user',
    'lead',
    'request',
    'request_chunk',
    'assignment',
    'reporting_line',
    'agent_role',
    'external_key',
    'lead_contact',
  ];
  const print = (tables: readonly string[]) => async (tx: Transaction) =>
    Promise.all(tables.map((table) => printTable(tx, orgId, table)));
  const prints = await Promise.all([
    readInGate(database, orgId, print(ofGate)),
    readInOrg(database, orgId, print(others)),
  ]);
  return prints.flat().join('\n');
}

async function printTable(tx: Transaction, orgId: number, table: string): Promise<string> {
  const [row] = await tx.read<{ print: string }>({
    text: `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) || count(*) as print
      from ${table} t where org_id = $1`,
    values: [orgId],
  });
  return `${table} ${row?.print}`;
}
