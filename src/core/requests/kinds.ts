import type { Share } from '../../contract/rules/share-rules.ts';
import type { Spec } from '../../contract/v1/kinds/kinds.ts';
import type { RequestKind } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { beginLeaving } from '../accounts/begin-leaving.ts';
import { endLinesWithAccounts } from '../accounts/end-lines-with-accounts.ts';
import { runAccountChunk } from '../accounts/run-account-chunk.ts';
import { runReturnChunk } from '../accounts/run-return-chunk.ts';
import type { KeptTerms } from '../assignments/run/read-terms.ts';
import { runLeadFactsChunk } from '../facts/run-lead-facts-chunk.ts';
import { runNewUsersChunk } from '../facts/run-new-users-chunk.ts';
import { runUserFactsChunk } from '../facts/run-user-facts-chunk.ts';
import { replanAccount } from '../kinds/account/replan-account.ts';
import { replanFacts } from '../kinds/facts/replan-facts.ts';
import { newRolesOf, runRoleMovesChunk } from '../kinds/facts/run-role-moves-chunk.ts';
import { runImportChunk } from '../kinds/import/run-import-chunk.ts';
import { replanManagers } from '../kinds/managers/replan-managers.ts';
import { runManagerChunk } from '../kinds/managers/run-manager-chunk.ts';
import { replanOffboarding } from '../kinds/offboard/replan-offboarding.ts';
import { leaversOf, runSuccessionChunk, succeedTo } from '../kinds/offboard/run-succession-chunk.ts';
import { replanReassignment } from '../kinds/reassign/replan-reassignment.ts';
import { runReassignChunk } from '../kinds/reassign/run-reassign-chunk.ts';
import { replanRecord } from '../kinds/record/replan-record.ts';
import { type DecideLead, decideReassignment } from '../law/assignment-rules.ts';
import { foreseeRoleMove } from '../law/role-move-rules.ts';
import { endLeaving } from '../leaving/end-leaving.ts';
import type { ChunkResult, RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { PartName } from '../ledger/part-rules.ts';
import type { Frozen } from '../ledger/plan-rules.ts';
import type { Retrying } from '../ledger/replanning.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import type { RunnableRequest } from '../ledger/request-store.ts';
import { runNewLeadsChunk } from '../records/run-new-leads-chunk.ts';
import { runRecordsChunk } from '../records/run-records-chunk.ts';
import { runPlannedManagers } from '../reporting/run-planned-managers.ts';
import { stopLeaving } from '../users/account-store.ts';
import { parts } from './parts.ts';

/** What the engine has each kind of request do; the engine itself names none. What is left out is not done. */
interface Kind<Name extends RequestKind = RequestKind> {
  /** Runs the rows of a chunk. Left out: they are written as they are read. */
  runnerOf?(request: RunnableRequest<Name>, chunk: Chunk): RunChunk;
  /** Who stands on a lead once its row has run, and what of the terms says so where its row does not. */
  leadsBy?(spec: Spec<Name>): { decide: DecideLead; kept: KeptTerms };
  /** By which shares its leads are split, group by group. */
  sharesOf?(spec: Spec<Name>): readonly (readonly Share[])[];
  /** Whether it takes users off leads whom nobody follows. */
  removes?(spec: Spec<Name>): boolean;
  /** Before any of its rows; gives what ends it there. */
  begin?(
    tx: Transaction,
    orgId: number,
    request: RunningRequest,
  ): Promise<{ chunk: Chunk; ran: ChunkResult } | undefined>;
  /** Once it has ended, whatever became of it. */
  end?(tx: Transaction, orgId: number, ended: { requestId: number; spec: Spec<Name> }): Promise<void>;
  /** Freezes the rows that failed or were not attempted. Left out: it is not tried again. */
  replan?(tx: Transaction, orgId: number, retrying: Retrying<Name>): Promise<Frozen>;
}

const runLinesWithAccounts = endLinesWithAccounts(runPlannedManagers);

const kinds: { readonly [Name in RequestKind]: Kind<Name> } = {
  reassign: {
    runnerOf: ({ spec }) => runReassignChunk(spec),
    leadsBy: (kept) => ({ decide: decideReassignment, kept }),
    sharesOf: ({ shares = [] }) => [shares],
    removes: ({ removes }) => removes === true,
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
      return part === 'users' ? runLinesWithAccounts : runSuccessionChunk(spec);
    },
    leadsBy: (spec) => ({ decide: succeedTo(leaversOf(spec)), kept: {} }),
    sharesOf: ({ shares }) => shares,
    begin: beginLeaving,
    end: endLeaving,
    replan: replanOffboarding,
  },
  account: {
    runnerOf: ({ spec }, { part }) => {
      if (part !== 'account') return runLinesWithAccounts;
      if (!spec.isActive) return runAccountChunk;
      return spec.newUsers === undefined ? runReturnChunk : runNewUsersChunk;
    },
    begin: beginLeaving,
    end: async (tx, orgId, { requestId, spec }) =>
      spec.isActive ? undefined : endLeaving(tx, orgId, { requestId, spec }),
    replan: replanAccount,
  },
  facts: {
    runnerOf: ({ spec }, { part }) => {
      if (spec.about === 'leads') return runLeadFactsChunk;
      if (part === 'leads') return runRoleMovesChunk(spec);
      return part === 'users' ? runPlannedManagers : runUserFactsChunk;
    },
    leadsBy: (spec) => ({ decide: foreseeRoleMove(newRolesOf(spec)), kept: {} }),
    replan: replanFacts,
  },
  record: {
    runnerOf: ({ spec: { isArchived } }) =>
      isArchived === undefined ? runNewLeadsChunk : runRecordsChunk(isArchived),
    replan: replanRecord,
  },
  undo: {
    runnerOf: ({ subjects }, { part }) => parts[part ?? partOf(subjects)].undo,
    begin: beginLeaving, // one that ends accounts again
    end: async (tx, orgId, { requestId }) => stopLeaving(tx, orgId, requestId),
  },
  import: { runnerOf: () => runImportChunk },
};

/** Asked with what a request of that kind keeps. */
export function kindOf(kind: RequestKind): Kind {
  return kinds[kind];
}

/** Where chunks do not say it: in requests of one sort of rows. */
function partOf(subjects: RunnableRequest['subjects']): PartName {
  return subjects === 'users' ? 'users' : 'leads';
}
