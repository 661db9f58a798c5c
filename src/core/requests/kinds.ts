import type { RequestKind } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { beginLeaving } from '../accounts/begin-leaving.ts';
import { endLinesWithAccounts } from '../accounts/end-lines-with-accounts.ts';
import { runAccountChunk } from '../accounts/run-account-chunk.ts';
import { replanManagers } from '../kinds/managers/replan-managers.ts';
import { runManagerChunk } from '../kinds/managers/run-manager-chunk.ts';
import { endLeaving } from '../kinds/offboard/end-leaving.ts';
import { readLeaverIds } from '../kinds/offboard/read-leavers.ts';
import { replanOffboarding } from '../kinds/offboard/replan-offboarding.ts';
import { runSuccessionChunk, succeedTo } from '../kinds/offboard/run-succession-chunk.ts';
import { replanReassignment } from '../kinds/reassign/replan-reassignment.ts';
import { runReassignChunk } from '../kinds/reassign/run-reassign-chunk.ts';
import { type DecideLead, decideReassignment } from '../law/assignment-rules.ts';
import type { ChunkResult, RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { Replanned, Retrying } from '../ledger/replanning.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import type { RunnableRequest } from '../ledger/request-store.ts';
import { runPlannedManagers } from '../reporting/run-planned-managers.ts';
import { stopLeaving } from '../users/account-store.ts';
import { type PartName, parts } from './parts.ts';

/** What the engine has each kind of request do; the engine itself names none. What is left out is not done. */
interface Kind {
  /** Runs the rows of a chunk. Left out: they are written as they are read. */
  runnerOf?: (request: RunnableRequest, chunk: Chunk) => RunChunk;
  /** Who stands on a lead once its row has run. */
  decideOf?: (spec: unknown) => DecideLead;
  /** Before any of its rows; gives what ends it there. */
  begin?: (
    tx: Transaction,
    orgId: number,
    request: RunningRequest,
  ) => Promise<{ chunk: Chunk; ran: ChunkResult } | undefined>;
  /** Once it has ended, whatever became of it. */
  end?: (tx: Transaction, orgId: number, ended: { requestId: number; spec: unknown }) => Promise<void>;
  /** Freezes the rows that failed or were not attempted. Left out: it is not tried again. */
  replan?: (tx: Transaction, orgId: number, retrying: Retrying) => Promise<Replanned>;
}

export const kinds: Readonly<Record<RequestKind, Kind>> = {
  reassign: {
    runnerOf: () => runReassignChunk,
    decideOf: () => decideReassignment,
    replan: replanReassignment,
  },
  managers: {
    // accepted as it came from the LeadSquared face, or planned
    runnerOf: (_request, { receivers }) => (receivers ? runPlannedManagers : runManagerChunk),
    replan: replanManagers,
  },
  offboard: {
    runnerOf: ({ spec }, { part }) => {
      if (part === 'account') return runAccountChunk;
      return part === 'users'
        ? endLinesWithAccounts(runPlannedManagers)
        : runSuccessionChunk(new Set(readLeaverIds(spec)));
    },
    decideOf: (spec) => succeedTo(new Set(readLeaverIds(spec))),
    begin: beginLeaving,
    end: endLeaving,
    replan: replanOffboarding,
  },
  undo: {
    runnerOf: ({ subjects }, { part }) => parts[part ?? partOf(subjects)].undo,
    begin: beginLeaving, // one that ends accounts again
    end: async (tx, orgId, { requestId }) => stopLeaving(tx, orgId, requestId),
  },
  import: {},
};

/** Where chunks do not say it: in requests of one sort of rows. */
function partOf(subjects: RunnableRequest['subjects']): PartName {
  return subjects === 'users' ? 'users' : 'leads';
}
