// A lead is judged by one judge, whether it comes alone, in a plan or in a run: they say the same of any row.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OtherUsers } from '../../src/contract/words/term-words.ts';
import type { LeadAsk } from '../../src/core/assignments/reassignment-terms.ts';
import { planReassignment } from '../../src/core/kinds/reassign/plan-reassignment.ts';
import { reassignLeads } from '../../src/core/kinds/reassign/reassign-leads.ts';
import type { Requester, RowDetail } from '../../src/core/ledger/request-rules.ts';
import { runPlan } from '../../src/core/requests/decide/run-plan.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import type { UserReference } from '../../src/core/users/user-reference.ts';
import { held } from '../../src/database/answer-batch.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { useDatabase } from '../support/use-world.ts';

const users = {
  ada: { accessRole: 'administrator', reports: ['max'] },
  max: { accessRole: 'manager', reports: ['ben', 'cy', 'gone'] },
  ben: {},
  cy: { agentRole: 'Processor' },
  gone: { isActive: false },
  dee: { agentRole: 'Processor' },
} as const;
type Name = keyof typeof users;
const names = ['ada', 'max', 'ben', 'cy', 'gone', 'dee'] as const;
const rowsACase = 24;
const runs = Number(process.env.BATON_RUNS ?? 15);

const world = useDatabase();
let orgId = 0;
type Named = { by: 'id' | 'email' | 'both'; name: Name } | { by: 'unknown' } | { by: 'two' };

interface Row {
  /** Null: there is no such lead. */
  standing: Name[] | null;
  primary: Named;
  listed: Named[];
  others: OtherUsers;
}

const named: fc.Arbitrary<Named> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ by: fc.constantFrom('id', 'email', 'both'), name: fc.constantFrom(...names) }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ by: 'unknown' } as const, { by: 'two' } as const) },
);

const rowArbitrary: fc.Arbitrary<Row> = fc.record({
  standing: fc.option(fc.shuffledSubarray([...names], { maxLength: 4 }), { freq: 8 }),
  primary: named,
  listed: fc.uniqueArray(named, { maxLength: 3, selector: (each) => ('name' in each ? each.name : each.by) }),
  others: fc.constantFrom<OtherUsers>('keep', 'same-role', 'all'),
});

const caseArbitrary = fc.record({
  asker: fc.constantFrom('ada', 'max'),
  rows: fc.array(rowArbitrary, { minLength: rowsACase, maxLength: rowsACase }),
});

/** What was said of a row and what stands on its lead, the lead's own id aside. */
interface Said {
  outcome: string;
  code: unknown;
  field: unknown;
  message: string | undefined;
  standing: string;
}

test('single, plan and run say the same of any row: code, field, message and change', async () => {
  const codes = new Set<unknown>();
  const property = fc.asyncProperty(caseArbitrary, async ({ asker, rows }) => {
    orgId += 1;
    const org = await build(rows);
    const requester: Requester = {
      userId: org.user(asker).userId,
      accessRole: users[asker].accessRole,
      origin: 'api',
    };
    const alone = await runAlone(org, rows, requester);
    const requestId = await plan(org, rows, requester);
    const planned = await readRows(requestId, 'planned');
    assert.deepEqual(await run(requestId, requester), alone);
    assert.deepEqual(
      planned,
      alone.map(({ standing: _standing, ...said }) => said),
    );
    for (const { code, outcome } of alone) codes.add(code ?? outcome);
  });
  await fc.assert(property, { numRuns: runs });
  const every = [
    'changed',
    'unchanged',
    'lead-not-found',
    'user-not-found',
    'user-inactive',
    'user-mismatch',
  ];
  assert.deepEqual(codes, new Set([...every, 'access-denied']));
});

const meanwhile = fc.record({
  /** Who leaves, or comes back. */
  switched: fc.subarray([...names].filter((name) => name !== 'ada' && name !== 'max')),
  /** Whether leads that were not there are by now. */
  appear: fc.boolean(),
});

test('a run says of rows that were planned before what a single says now, whatever the plan said', async () => {
  const property = fc.asyncProperty(
    caseArbitrary,
    meanwhile,
    async ({ asker, rows }, { switched, appear }) => {
      orgId += 1;
      const org = await build(rows);
      const requester: Requester = {
        userId: org.user(asker).userId,
        accessRole: users[asker].accessRole,
        origin: 'api',
      };
      const requestId = await plan(org, rows, requester);
      const missing = appear ? [...rows.keys()].filter((place) => rows[place]?.standing === null) : [];
      await inOrg(world.database, orgId, async (tx) => {
        tx.write({
          text: 'update org_user set is_active = not is_active where org_id = $1 and user_id = any($2::integer[])',
          values: [orgId, switched.map((name) => org.user(name).userId)],
        });
        tx.write({
          text: `insert into lead (org_id, lead_id, name) select $1, id, 'New' from unnest($2::bigint[]) id`,
          values: [orgId, missing.flatMap((place) => [singleId(place), plannedId(place)])],
        });
      });
      assert.deepEqual(await run(requestId, requester), await runAlone(org, rows, requester));
    },
  );
  await fc.assert(property, { numRuns: runs });
});

const singleId = (place: number) => 1001 + place;
const plannedId = (place: number) => 2001 + place;

function build(rows: readonly Row[]): Promise<Organisation<Name>> {
  const leads: Record<number, Name[]> = {};
  for (const [place, { standing }] of rows.entries()) {
    if (standing) leads[singleId(place)] = leads[plannedId(place)] = standing;
  }
  return anOrganisation<Name>(world.database, { orgId, users, leads });
}

function toAsk(org: Organisation<Name>, row: Row, leadId: number) {
  const refer = (each: Named): UserReference => {
    if (each.by === 'unknown') return { email: 'nobody@nowhere.example' };
    if (each.by === 'two') return { userId: org.user('ben').userId, email: org.user('cy').email };
    const { userId, email } = org.user(each.name);
    if (each.by === 'both') return { userId, email };
    return each.by === 'id' ? { userId } : { email: email.toUpperCase() };
  };
  return { leadId, primary: refer(row.primary), listed: row.listed.map(refer), others: row.others };
}

async function runAlone(
  org: Organisation<Name>,
  rows: readonly Row[],
  requester: Requester,
): Promise<Said[]> {
  const asks = rows.map((row, place) => ({ ...toAsk(org, row, singleId(place)), requester }));
  const answers = await inOrg(world.database, orgId, (tx) => reassignLeads(tx, orgId, asks, 'wait'));
  const said = answers.map((answer, place) => {
    assert.ok(answer !== held);
    return say(answer.outcome, answer.outcome === 'failed' ? answer.refusal : undefined, singleId(place));
  });
  return withStanding(said, singleId);
}

async function plan(org: Organisation<Name>, rows: readonly Row[], requester: Requester): Promise<number> {
  const asks = rows.map((row, place) => toAsk(org, row, plannedId(place)));
  const { requestId } = await planReassignment(world.database, orgId, {
    source: { rows: pageOf(asks) },
    terms: { to: undefined, others: 'keep' },
    options: { requester, planOnly: true, onFailure: 'continue', onDrift: 'skip' },
    spec: {},
  });
  return requestId;
}

async function run(requestId: number, requester: Requester): Promise<Said[]> {
  await runPlan(world.database, { orgId, ...requester }, { requestId });
  await runRequest(world.database, orgId, requestId);
  return withStanding(await readRows(requestId, 'outcomes'), plannedId);
}

async function* pageOf(rows: LeadAsk[]): AsyncGenerator<LeadAsk[]> {
  yield rows;
}

const outcomeOf: Record<string, string> = { c: 'changed', u: 'unchanged', f: 'failed' };

async function readRows(
  requestId: number,
  letters: 'planned' | 'outcomes',
): Promise<Omit<Said, 'standing'>[]> {
  const [chunk] = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ letters: string; details: Record<number, RowDetail> | null }>({
      text: `select ${letters} as letters, details from request_chunk where org_id = $1 and request_id = $2`,
      values: [orgId, requestId],
    }),
  );
  assert.ok(chunk);
  return [...chunk.letters].map((letter, place) =>
    say(outcomeOf[letter] ?? letter, chunk.details?.[place], plannedId(place)),
  );
}

function say(
  outcome: string,
  why: { code: string; field?: unknown; message: string } | undefined,
  leadId: number,
): Omit<Said, 'standing'> {
  const message = why?.message.replaceAll(new RegExp(`\\blead ${leadId}\\b`, 'gi'), 'the lead');
  return { outcome, code: why?.code, field: why?.field, message };
}

async function withStanding(
  said: readonly Omit<Said, 'standing'>[],
  leadIdOf: (place: number) => number,
): Promise<Said[]> {
  const rows = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ leadId: number; standing: string }>({
      text: `select lead_id as "leadId", string_agg(role || ' ' || standing || ' ' || user_id, ', '
          order by role, standing, user_id) as standing
        from assignment where org_id = $1 and until_at is null group by lead_id`,
      values: [orgId],
    }),
  );
  const standingOn = new Map(rows.map(({ leadId, standing }) => [leadId, standing]));
  return said.map((each, place) => ({ ...each, standing: standingOn.get(leadIdOf(place)) ?? '' }));
}
