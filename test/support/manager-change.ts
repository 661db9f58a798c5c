import { acceptManagerChange, type ManagerAsk } from '../../src/core/kinds/managers/accept-manager-change.ts';
import { runManagerChunk } from '../../src/core/kinds/managers/run-manager-chunk.ts';
import type { RunningRequest } from '../../src/core/ledger/chunk-runner.ts';
import type { Asked } from '../../src/core/ledger/read-spec.ts';
import type { Chunk } from '../../src/core/ledger/request-chunk-store.ts';
import type { RowResult } from '../../src/core/ledger/request-rules.ts';
import { takeRequestIds } from '../../src/core/ledger/request-store.ts';
import { runManagerUndoChunk } from '../../src/core/reporting/run-manager-undo-chunk.ts';
import type { Database } from '../../src/database/database.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';

/** An org as a manager change sees it: who is called what. */
interface World {
  orgId: number;
  user(name: string): { userId: number; guid: string };
}

interface Ran {
  requestId: number;
  results: RowResult[];
  subjects: number[];
}

/** Rows as `ben>ada`: ben is to report to ada. */
function asksOf(world: World, rows: readonly string[]): ManagerAsk[] {
  return rows.map((row) => {
    const [user = '', manager = ''] = row.split('>');
    return { userGuid: guidOf(world, user), managerGuid: guidOf(world, manager) };
  });
}

function guidOf(world: World, name: string): string {
  return /^[0-9a-f-]{36}$/i.test(name) ? name : world.user(name).guid;
}

export async function changeManagers(
  database: Database,
  world: World,
  rows: readonly string[],
): Promise<Ran> {
  const { orgId } = world;
  const inputs = asksOf(world, rows);
  const requester = { userId: null, origin: 'leadsquared' } as const;
  const { requestId } = await acceptManagerChange(database, orgId, { rows: inputs, requester });
  const chunk = aChunk(
    inputs.map(() => 0),
    inputs,
  );
  const ran = await inOrg(database, orgId, (tx) =>
    runManagerChunk(tx, orgId, aRunning(requestId, null), chunk),
  );
  return { requestId, results: ran.results, subjects: ran.subjects ?? [] };
}

function aRunning(requestId: number, undoes: number | null): RunningRequest {
  const asked: Asked =
    undoes === null ? { kind: 'managers', spec: {} } : { kind: 'undo', spec: { subjects: 'users' } };
  return {
    requestId,
    asker: { userId: null },
    undoes,
    ...asked,
    subjects: 'users',
    mayRemove: 'administrators',
    onFailure: 'continue',
    onDrift: 'skip',
    ending: null,
    revivesKeys: false,
  };
}

function aChunk(subjects: number[], inputs: ManagerAsk[] | null): Chunk {
  return { chunkNo: 1, part: null, subjects, inputs, revisions: null, receivers: null, details: null };
}

/** Undoes a manager change for the users that its rows named. */
export async function undoManagers(database: Database, world: World, undone: Ran): Promise<Ran> {
  const { orgId } = world;
  const { subjects } = undone;
  return inOrg(database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    tx.write({
      text: `insert into request (org_id, request_id, kind, state, origin, spec, total, undoes)
        values ($1, $2, 'undo', 'running', 'api', '{"subjects": "users"}', $3, $4)`,
      values: [orgId, requestId, subjects.length, undone.requestId],
    });
    const chunk = aChunk(subjects, null);
    const ran = await runManagerUndoChunk(tx, orgId, aRunning(requestId, undone.requestId), chunk);
    return { requestId, results: ran.results, subjects };
  });
}

/** Who reports to whom now, as `ben>ada`, in order. */
export async function drawLines(database: Database, orgId: number): Promise<string[]> {
  const rows = await readInOrg(database, orgId, (tx) =>
    tx.read<{ line: string }>({
      text: `select lower(u.first_name) || '>' || lower(m.first_name) as line
        from reporting_line l
        join org_user u on u.org_id = l.org_id and u.user_id = l.user_id
        join org_user m on m.org_id = l.org_id and m.user_id = l.manager_id
        where l.org_id = $1 and l.until_at is null order by 1`,
      values: [orgId],
    }),
  );
  return rows.map((row) => row.line);
}

/** Each result in a word: the outcome, or the code of what did not go as asked. */
export function inWords(results: readonly RowResult[]): string[] {
  return results.map(({ outcome, detail }) => detail?.code ?? outcome);
}
