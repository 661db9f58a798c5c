import type { RunChunk } from '../requests/chunk-runner.ts';
import { decideReassignment } from './assignment-rules.ts';
import { runLeadRows } from './run-lead-rows.ts';

/** Runs the frozen rows of a reassignment. */
export const runReassignChunk: RunChunk = (tx, orgId, request, chunk) =>
  runLeadRows(tx, orgId, { request, chunk, decide: decideReassignment });
