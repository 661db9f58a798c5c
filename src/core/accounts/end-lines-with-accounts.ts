import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { type AccountRow, listAccountRows } from './account-row-store.ts';
import { explainKeptLine } from './left-rules.ts';

/**
 * Runs lines by `run`, but the own lines of leavers only where their accounts ended: whoever stays stays in their
 * manager's sight. What kept the account is what keeps the line; one that the request has no account row of ends by itself.
 */
export function endLinesWithAccounts(run: RunChunk): RunChunk {
  return async (tx, orgId, request, chunk) => {
    if (!chunk.ownLines || request.ending === null) return run(tx, orgId, request, chunk);
    const accounts = await listAccountRows(tx, orgId, request.requestId);
    const cut = chunk.subjects.findIndex((userId) => accounts.get(userId)?.letter === 'n');
    const subjects = chunk.subjects.slice(0, cut < 0 ? undefined : cut);
    const kept = subjects.map((userId) => explainKept(accounts.get(userId)));
    const going = [...subjects.keys()].filter((place) => !kept[place]);
    const ran = await run(tx, orgId, request, pickRows(chunk, going));
    const results = kept.flatMap((row, place) => row ?? ran.results[going.indexOf(place)] ?? []);
    const receivers = chunk.subjects.map(
      (_, place) => ran.receivers?.[going.indexOf(place)] ?? chunk.receivers?.[place] ?? null,
    );
    return { results, receivers };
  };
}

function pickRows(chunk: Chunk, places: readonly number[]): Chunk {
  return {
    ...chunk,
    subjects: places.map((place) => chunk.subjects[place] ?? 0),
    revisions: chunk.revisions && places.map((place) => chunk.revisions?.[place] ?? 0),
    receivers: chunk.receivers && places.map((place) => chunk.receivers?.[place] ?? 0),
  };
}

function explainKept(account: AccountRow | undefined): RowResult | undefined {
  if (account?.letter === 'f' && account.detail)
    return { outcome: 'failed', detail: explainKeptLine(account.detail) };
  if (!account?.isActive) return undefined;
  const message = `The account of ${account.name} was left as it is, and so was the line that would end with it.`;
  return { outcome: 'skipped', detail: { code: 'later-change', message } };
}
