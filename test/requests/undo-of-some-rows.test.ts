// Some rows of a request are undone, the others stay, and the rest can be undone later.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { showRequest } from '../../src/core/requests/read/show-request.ts';
import { type Fact, tellFacts } from '../support/facts.ts';
import { findBreaches } from '../support/ownership-law.ts';
import {
  buildSmall,
  managersArbitrary,
  offboardingArbitrary,
  reassignmentArbitrary,
  smallPlanArbitrary,
} from '../support/small-organisation.ts';
import { useDatabase } from '../support/use-world.ts';
import { WorkingOrganisation } from '../support/working-organisation.ts';

const runs = Number(process.env.BATON_RUNS ?? 15);

const world = useDatabase();
let orgId = 0;
test('a request is undone part by part: each puts back its own rows alone, and all of them the whole', async () => {
  let split = 0;
  const property = fc.asyncProperty(
    smallPlanArbitrary,
    fc.oneof(reassignmentArbitrary, managersArbitrary, offboardingArbitrary),
    fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 }),
    async (plan, request, lot) => {
      orgId += 1;
      const org = await buildSmall(world.database, orgId, plan);
      await org.signIn('lea');
      const working = new WorkingOrganisation(world.database, org);
      const first = await working.draw();
      const requestId = (await working.do(request)) ?? assert.fail('the request was refused');
      const changed = (await working.rowsOf(requestId)).filter(({ outcome }) => outcome === 'changed');
      const parts = [0, 1, 2]
        .map((part) => changed.filter((row, place) => partOf(row, lot[place] ?? 0, changed) === part))
        .filter((rows) => rows.length > 0);

      if (parts.length > 1) split += 1;
      let whole = 0;
      for (const rows of parts) {
        const now = await working.draw();
        const undoId = (await working.undo(requestId, nameRows(rows))) ?? assert.fail('the undo was refused');
        const told = await working.rowsOf(undoId);
        assert.deepEqual(told.map(nameRow), rows.map(nameRow));
        const back = told.filter(({ outcome }) => outcome === 'changed');
        whole += back.length;
        const isBack = (fact: Fact) => back.some((row) => isAbout(row, fact));
        const drawn = await working.draw();
        assert.deepEqual(
          tellFacts(drawn.filter((fact) => !isBack(fact))),
          tellFacts(now.filter((fact) => !isBack(fact))),
        );
        assert.deepEqual(tellFacts(drawn.filter(isBack)), tellFacts(first.filter(isBack)));
        for (const row of told) assertNamesReceiver(row, drawn);
        await assertRefused(working, { requestId, rows: back, code: 'already-undone' });
        await assertMarked(working, requestId, { back, undoId });
        assert.equal((await show(requestId)).undone, tellUndone(whole, changed.length));
      }
      if (whole === changed.length) assert.deepEqual(tellFacts(await working.draw()), tellFacts(first));
      assert.deepEqual(await findBreaches(world.database, orgId), []);
    },
  );
  await fc.assert(property, { numRuns: runs });
  assert.ok(split > runs / 4, `only ${split} of ${runs} were undone in several parts`);
});

function tellUndone(back: number, changed: number): string | null {
  if (back === 0) return null;
  return back === changed ? 'wholly' : 'in part';
}

/** What leavers get back needs their accounts first. */
function partOf({ userId }: RequestRow, drawn: number, rows: readonly RequestRow[]): number {
  const isLeaver = rows.some((row) => row.part === 'account' && row.userId === userId);
  return isLeaver ? 0 : drawn;
}

function nameRows(rows: readonly RequestRow[]) {
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const users = [...new Set(rows.flatMap(({ userId }) => userId ?? []))];
  return {
    ...(leads.length > 0 ? { leads } : {}),
    ...(users.length > 0 ? { users: users.map((userId) => ({ userId })) } : {}),
  };
}

function nameRow({ part, leadId, userId }: RequestRow): string {
  return `${part} ${leadId} ${userId}`;
}

function isAbout({ leadId, userId, part }: RequestRow, { about }: Fact): boolean {
  if (leadId !== undefined) return about.startsWith(`lead ${leadId} `);
  if (part === 'account') return about === `account of ${userId}` || about.startsWith('key');
  return about === `line of ${userId}`;
}

/** Whoever is told to have got the row back has it, and of a row that stays nobody is told. */
function assertNamesReceiver(row: RequestRow, drawn: readonly Fact[]): void {
  if (row.part === 'account') return;
  assert.equal(row.receiver !== undefined, row.outcome === 'changed');
  if (row.receiver === undefined) return;
  const states = drawn.filter((fact) => isAbout(row, fact)).flatMap(({ is }) => is.split(', '));
  const { userId } = row.receiver ?? {};
  const isLine = row.leadId === undefined;
  const due = `${userId}`;
  if (userId)
    assert.ok(
      states.some((is) => `${is} `.startsWith(`${due} `)),
      due,
    );
  if (!userId && isLine)
    assert.deepEqual(
      states.filter((is) => is !== 'nobody'),
      [],
    );
  assert.match(
    row.why ?? '',
    /(reported to .*|stood on the lead as .*,|did not stand on the lead) before request \d+\.$/,
  );
}

/** The rows of a request tell by which undo they stand again as before it. */
async function assertMarked(
  working: WorkingOrganisation,
  requestId: number,
  { back, undoId }: { back: RequestRow[]; undoId: number },
): Promise<void> {
  const told = await working.rowsOf(requestId);
  const marked = told.filter(({ undoneBy }) => undoneBy === undoId);
  assert.deepEqual(marked.map(nameRow), back.filter(({ leftAlone }) => !leftAlone).map(nameRow));
}

async function assertRefused(
  working: WorkingOrganisation,
  { requestId, rows, code }: { requestId: number; rows: RequestRow[]; code: string },
): Promise<void> {
  if (rows.length === 0) return;
  assert.equal(await working.refusalOf(requestId, nameRows(rows)), code);
}

function show(requestId: number) {
  return showRequest(world.database, { orgId, userId: null }, requestId);
}
