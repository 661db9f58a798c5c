// The rows of a request say who moved, from where to where: before it runs, and after it as history has it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runPlan } from '../../src/core/requests/decide/run-plan.ts';
import { undoRequest } from '../../src/core/requests/make/undo-request.ts';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import type { Fact } from '../support/facts.ts';
import {
  buildSmall,
  managersArbitrary,
  offboardingArbitrary,
  reassignmentArbitrary,
  singleArbitrary,
  smallPlanArbitrary,
} from '../support/small-organisation.ts';
import { useDatabase } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 12);

const world = useDatabase();
let orgId = 0;
/** Places on leads, lines and accounts, each in words by what it is about. */
function readState(facts: readonly Fact[]): Map<string, string> {
  return new Map(
    facts.flatMap(({ about, is }) => {
      const [kind, id, ...role] = about.split(' ');
      if (kind !== 'lead') return is === 'nobody' || kind === 'key' ? [] : [[about, is] as const];
      if (is === 'nobody') return [];
      return is.split(', ').map((standing) => {
        const [userId, word] = standing.split(' ');
        return [`lead ${id} user ${userId}`, `${role.join(' ')}, ${word}`] as const;
      });
    }),
  );
}

interface Told {
  about: string;
  before: string | undefined;
  after: string | undefined;
}

/** The same in the words of rows. */
function readRow({ leadId, userId, moves = [], account, receiver, ...row }: RequestRow): Told[] {
  if (account) {
    const isActive = { active: 'true', ended: 'false', none: undefined };
    return [
      { about: `account of ${userId}`, before: isActive[account.before], after: isActive[account.after] },
    ];
  }
  if (row.managerBefore !== undefined) {
    const told = { before: row.managerBefore?.userId.toString(), after: receiver?.userId.toString() };
    return [{ about: `line of ${userId}`, ...told }];
  }
  const word = (place: { role: string; standing: string } | null) =>
    place && `${place.role}, ${place.standing}`;
  return moves.map(({ user, ...move }) => ({
    about: `lead ${leadId} user ${user.userId}`,
    before: word(move.before) ?? undefined,
    after: word(move.after) ?? undefined,
  }));
}

const isForeseen = ({ planned }: RequestRow) => planned === 'changed';
const isChanged = ({ outcome }: RequestRow) => outcome === 'changed';

function findDifferences(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): Told[] {
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((about) => ({ about, before: from.get(about), after: to.get(about) }))
    .filter((told) => told.before !== told.after);
}

const sort = (told: readonly Told[]) => told.map((each) => JSON.stringify(each)).sort();

const works = [reassignmentArbitrary, managersArbitrary, offboardingArbitrary, singleArbitrary] as const;
const workArbitrary = fc.oneof(...works);
/** So that each kind is met whatever is drawn besides. */
const someOfEach = works.flatMap((work) =>
  fc.sample(fc.tuple(smallPlanArbitrary, work), { numRuns: 3, seed: 7 }),
);

test('the rows of any request and of its undo tell who stood and led before and after, whole and nothing else', async () => {
  const seen = { secondaries: 0, accounts: 0, lines: 0 };
  const property = fc.asyncProperty(smallPlanArbitrary, workArbitrary, async (plan, work) => {
    orgId += 1;
    const working = new WorkingOrganisation(world.database, await buildSmall(world.database, orgId, plan));
    const first = readState(await working.draw());
    const requestId = await working.do(work);
    if (requestId === undefined) return;
    const second = readState(await working.draw());
    const rows = await working.rowsOf(requestId);
    const told = rows.filter(isChanged).flatMap(readRow);
    assert.deepEqual(sort(told), sort(findDifferences(first, second)));
    for (const { about, before: was } of told) {
      if (was?.endsWith('secondary')) seen.secondaries += 1;
      if (about.startsWith('account')) seen.accounts += 1;
      if (about.startsWith('line')) seen.lines += 1;
    }

    if (told.length === 0) return;
    const requester = { userId: null, origin: 'cli' } as const;
    const options = { requester, planOnly: true, onFailure: 'continue', onDrift: 'skip' } as const;
    const { requestId: undoId } = await undoRequest(world.database, orgId, { requestId, options });
    const foreseen = (await working.rowsOf(undoId)).filter(isForeseen);
    await runPlan(world.database, { orgId, userId: null }, { requestId: undoId });
    await runRequest(world.database, orgId, undoId);
    const undone = await working.rowsOf(undoId);
    const back = undone.filter(isChanged).flatMap(readRow);
    assert.deepEqual(sort(back), sort(findDifferences(second, readState(await working.draw()))));
    assert.deepEqual(sort(foreseen.flatMap(readRow)), sort(back));
    assert.deepEqual(
      undone.map(({ why }) => why),
      foreseen.map(({ why }) => why),
    );
  });
  await fc.assert(property, { numRuns: runs + someOfEach.length, examples: someOfEach });
  assert.ok(seen.secondaries > 0 && seen.accounts > 0 && seen.lines > 0, JSON.stringify(seen));
});

test('what a plan foresees of who moves is what moves when it runs', async () => {
  let moved = 0;
  const property = fc.asyncProperty(smallPlanArbitrary, offboardingArbitrary, async (plan, work) => {
    orgId += 1;
    const working = new WorkingOrganisation(world.database, await buildSmall(world.database, orgId, plan));
    const planned = await working.plan({ ...work, atOnce: false });
    const foreseen = (await working.rowsOf(planned.requestId)).filter(isForeseen).flatMap(readRow);
    await planned.run();
    const told = (await working.rowsOf(planned.requestId)).filter(isChanged).flatMap(readRow);
    const ofLeads = (all: readonly Told[]) => sort(all.filter(({ about }) => about.startsWith('lead')));
    assert.deepEqual(ofLeads(foreseen), ofLeads(told));
    moved += told.length;
  });
  await fc.assert(property, { numRuns: runs });
  assert.ok(moved > runs, `only ${moved} moved`);
});
