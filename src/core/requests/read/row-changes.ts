import { userFacts } from '../../../contract/words/fact-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { loadPast } from '../../facts/fact-past-store.ts';
import { readKeptFacts } from '../../facts/run-user-facts-chunk.ts';
import { findKnownUsers } from '../../facts/user-fact-store.ts';
import { type FactChange, listChanges, listChangesBy } from '../../law/fact-rules.ts';
import { type MovingRequest, type MovingRow, movesBy } from './row-moves.ts';

/** Finds which facts rows changed, by history; those whose turn has not come, as they were planned. */
export async function findRowChanges(
  tx: Transaction,
  orgId: number,
  request: MovingRequest,
  rows: readonly MovingRow[],
): Promise<(row: MovingRow) => FactChange[] | undefined> {
  const { requestId, undoes } = request;
  const changing = rows.filter((row) => row.part === 'user-facts' && movesBy(row, request));
  if (changing.length === 0) return () => undefined;
  const subjectIds = changing.map(({ subject }) => subject);
  const [past, known] = await Promise.all([
    loadPast(tx, orgId, { about: 'user', subjectIds }),
    findKnownUsers(tx, orgId, subjectIds),
  ]);
  const doneBy = (by: number, userId: number) =>
    listChangesBy(by, past.get(userId) ?? [], known.get(userId)?.facts ?? {}, userFacts);
  const told = new Map(
    changing.map((row) => {
      if (row.hasRun) return [row, doneBy(requestId, row.subject)];
      if (undoes !== null)
        return [
          row,
          doneBy(undoes, row.subject)
            .filter(({ fact }) => !isLeft(row, fact))
            .map(turnBack),
        ];
      const { facts, before } = readKeptFacts(row.input, row.subject);
      return [row, listChanges(before, facts, userFacts)];
    }),
  );
  return (row) => told.get(row);
}

function isLeft({ detail }: MovingRow, fact: string): boolean {
  return detail?.leftAlone?.some(({ role }) => role === fact) ?? false;
}

function turnBack({ fact, before, after }: FactChange): FactChange {
  return { fact, before: after, after: before };
}
