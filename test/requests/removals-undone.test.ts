// Whatever rows take off and put on: the law holds, the run does what was foreseen, asking again changes nothing, an
// undo gives back who stood there, and the undo of that takes it away again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { OtherUsers } from '../../src/contract/words/term-words.ts';
import { loadCurrent } from '../../src/core/assignments/assignment-store.ts';
import type { LeadAsk } from '../../src/core/assignments/reassignment-terms.ts';
import { planReassignment } from '../../src/core/kinds/reassign/plan-reassignment.ts';
import { undoRequest } from '../../src/core/requests/make/undo-request.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { listBreaches, writeLead } from '../support/lead-notation.ts';
import { useDatabase } from '../support/use-world.ts';

const users = {
  ada: { agentRole: 'LO' },
  ben: { agentRole: 'LO' },
  cy: { agentRole: 'LO' },
  pat: { agentRole: 'PR' },
  quinn: { agentRole: 'PR' },
};
type Name = keyof typeof users;
const names = ['ada', 'ben', 'cy', 'pat', 'quinn'] as const;
const leadIds = [1, 2, 3, 4, 5, 6];
const runs = Number(process.env.BATON_RUNS ?? 40);
const requester = { userId: null, origin: 'cli' } as const;
const options = { requester, planOnly: false, onFailure: 'continue', onDrift: 'skip' } as const;

const world = useDatabase();
let orgId = 0;
interface Ask {
  primary: Name | null;
  listed: Name[];
  others: OtherUsers;
  agentRole: string | undefined;
  remove: Name[];
}

const askArbitrary: fc.Arbitrary<Ask> = fc
  .record({
    primary: fc.option(fc.constantFrom(...names), { freq: 1 }),
    listed: fc.shuffledSubarray([...names], { maxLength: 2 }),
    others: fc.constantFrom<OtherUsers[]>('keep', 'same-role', 'all'),
    agentRole: fc.option(fc.constantFrom('LO', 'PR'), { nil: undefined }),
    remove: fc.shuffledSubarray([...names], { maxLength: 2 }),
  })
  .map(({ remove, ...ask }) => ({
    ...ask,
    remove: remove.filter((name) => name !== ask.primary && !ask.listed.includes(name)),
  }))
  .filter((ask) => ask.primary !== null || saysWho(ask));

const saysWho = ({ others, agentRole, remove }: Ask) =>
  remove.length > 0 || agentRole !== undefined || others === 'all';

const caseArbitrary = fc.record({
  standing: fc.array(fc.shuffledSubarray([...names]), {
    minLength: leadIds.length,
    maxLength: leadIds.length,
  }),
  asks: fc.array(askArbitrary, { minLength: leadIds.length, maxLength: leadIds.length }),
});

function toRow(
  org: Organisation<Name>,
  leadId: number,
  { primary, listed, others, agentRole, remove }: Ask,
): LeadAsk {
  const refer = (name: Name) => ({ userId: org.user(name).userId });
  const empties = primary === null && agentRole !== undefined;
  return {
    leadId,
    primary: primary && refer(primary),
    listed: listed.map(refer),
    ...(empties ? { agentRole } : { others }),
    ...(remove.length > 0 ? { remove: remove.map(refer) } : {}),
  };
}

async function readLeads(): Promise<string[]> {
  const current = await readInOrg(world.database, orgId, (tx) => loadCurrent(tx, orgId, leadIds));
  for (const rows of current.values()) assert.deepEqual(listBreaches(rows), []);
  const byPlace = (userId: number) => 'abcde'.charCodeAt(userId - 101);
  return leadIds.map((leadId) =>
    writeLead((current.get(leadId) ?? []).map((row) => ({ ...row, userId: byPlace(row.userId) }))),
  );
}

async function ask(rows: readonly LeadAsk[]): Promise<number> {
  async function* page() {
    yield [...rows];
  }
  const { requestId } = await planReassignment(world.database, orgId, {
    source: { rows: page() },
    terms: { to: undefined },
    options,
    spec: {},
  });
  await runRequest(world.database, orgId, requestId);
  return requestId;
}

async function undo(requestId: number): Promise<number> {
  const undone = await undoRequest(world.database, orgId, { requestId, options });
  await runRequest(world.database, orgId, undone.requestId);
  return undone.requestId;
}

/** How many leads will have nobody, as the plan of an undo tells. */
async function foreseeEmptied(requestId: number): Promise<number> {
  const planned = await undoRequest(world.database, orgId, {
    requestId,
    options: { ...options, planOnly: true },
  });
  const [request] = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ emptied: number }>({
      text: `select (preview->>'emptied')::integer as emptied from request where org_id = $1 and request_id = $2`,
      values: [orgId, planned.requestId],
    }),
  );
  return request?.emptied ?? assert.fail('the plan has no preview');
}

async function readLetters(requestId: number): Promise<{ planned: string; outcomes: string }> {
  const [letters] = await readInOrg(world.database, orgId, (tx) =>
    tx.read<{ planned: string; outcomes: string }>({
      text: 'select planned, outcomes from request_chunk where org_id = $1 and request_id = $2',
      values: [orgId, requestId],
    }),
  );
  return letters ?? assert.fail('the request has no rows');
}

test('whatever is removed and put on is foreseen, lawful, done once, given back by an undo and done again by its undo', async () => {
  let emptied = 0;
  const property = fc.asyncProperty(caseArbitrary, async ({ standing, asks }) => {
    orgId += 1;
    const leads = Object.fromEntries(leadIds.map((leadId, place) => [leadId, standing[place] ?? []]));
    const org = await anOrganisation(world.database, { orgId, users, leads });
    const rows = asks.map((each, place) => toRow(org, leadIds[place] ?? 0, each));
    const before = await readLeads();
    const requestId = await ask(rows);
    const done = await readLeads();
    const { planned, outcomes } = await readLetters(requestId);
    assert.equal(outcomes, planned);
    assert.deepEqual(
      [...outcomes],
      before.map((lead, place) => (lead === done[place] ? 'u' : 'c')),
    );
    emptied += done.filter((lead, place) => lead === '' && before[place] !== '').length;

    assert.equal((await readLetters(await ask(rows))).outcomes, 'u'.repeat(rows.length));
    if (!outcomes.includes('c')) return;
    const left = before.filter((lead, place) => lead === '' && done[place] !== '').length;
    assert.equal(await foreseeEmptied(requestId), left, 'leads that the undo leaves with nobody');
    const undone = await undo(requestId);
    assert.deepEqual(await readLeads(), before);
    await undo(undone);
    assert.deepEqual(await readLeads(), done);
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(emptied > runs / 8, `only ${emptied} leads were left with nobody`);
});
