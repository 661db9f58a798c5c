import { isExternalKey, userFacts } from '../../../contract/words/fact-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type FactsAbout, loadPast } from '../../facts/fact-past-store.ts';
import { findKnownLeads } from '../../facts/lead-fact-store.ts';
import { findKnownUsers } from '../../facts/user-fact-store.ts';
import { type FactChange, listChanges, listChangesBy } from '../../law/fact-rules.ts';
import { aboutOf, changesFacts } from '../../ledger/part-rules.ts';
import { type MovingRequest, type MovingRow, movesBy } from './row-moves.ts';

/** Finds which facts rows changed, by history; those whose turn has not come, as they were planned. */
export async function findRowChanges(
  tx: Transaction,
  orgId: number,
  request: MovingRequest,
  rows: readonly MovingRow[],
): Promise<(row: MovingRow) => FactChange[] | undefined> {
  const changing = rows.filter((row) => row.part && changesFacts(row.part) && movesBy(row, request));
  const [users, leads] = await Promise.all(
    (['user', 'lead'] as const).map((about) =>
      tellChanges(tx, orgId, {
        request,
        about,
        rows: changing.filter(({ part }) => part && aboutOf(part) === about),
      }),
    ),
  );
  return (row) => users?.get(row) ?? leads?.get(row);
}

interface Telling {
  request: MovingRequest;
  rows: readonly MovingRow[];
  about: FactsAbout;
}

async function tellChanges(
  tx: Transaction,
  orgId: number,
  { request: { requestId, undoes }, rows, about }: Telling,
): Promise<Map<MovingRow, FactChange[]>> {
  if (rows.length === 0) return new Map();
  const subjectIds = rows.map(({ subject }) => subject);
  const findKnown = about === 'user' ? findKnownUsers : findKnownLeads;
  const [past, known] = await Promise.all([
    loadPast(tx, orgId, { about, subjectIds }),
    findKnown(tx, orgId, subjectIds),
  ]);
  const doneBy = (by: number, subject: number) =>
    listChangesBy(by, past.get(subject) ?? [], known.get(subject)?.facts ?? {}, userFacts);
  return new Map(
    rows.map((row) => {
      if (row.hasRun) return [row, doneBy(requestId, row.subject)];
      if (undoes !== null) {
        const back = doneBy(undoes, row.subject).filter(({ fact }) => !isLeft(row, fact));
        return [row, back.map(turnBack)];
      }
      const { facts = {}, before = {} } = row.input ?? {};
      const keys = Object.keys(facts).filter(isExternalKey);
      return [
        row,
        listChanges(before, facts, about === 'user' ? [...userFacts, ...keys] : Object.keys(facts)),
      ];
    }),
  );
}

function isLeft({ detail }: MovingRow, fact: string): boolean {
  return detail?.leftAlone?.some(({ role }) => role === fact) ?? false;
}

function turnBack({ fact, before, after }: FactChange): FactChange {
  return { fact, before: after, after: before };
}
