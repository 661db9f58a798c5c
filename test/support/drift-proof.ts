// Whether a request took a lead that had moved since its plan, told from the history of the leads.

import assert from 'node:assert/strict';
import type { FrozenRequest, FrozenRow, LeadTimeline } from './lead-timelines.ts';

export interface Drifted {
  requestId: number;
  request: FrozenRequest;
  timelines: Map<number, LeadTimeline>;
}

/** What history says of one row: how often the lead had changed when the request came to it. */
export interface Judged {
  row: FrozenRow;
  /** Where the request changed it: the revision it found. */
  found: number | undefined;
  /** The lead had moved on before the request began to run. */
  movedBefore: boolean;
  /** The lead moved between the plan and the end of the request. */
  movedByEnd: boolean;
  /** Who moved it since the plan. */
  movers: number[];
}

export function judge({ requestId, request, timelines }: Drifted): Judged[] {
  return request.rows.map((row) => {
    const { touches } = timelines.get(row.leadId) ?? assert.fail(`lead ${row.leadId} is gone`);
    const place = touches.findIndex((touch) => touch.requestId === requestId);
    const movesBy = (at: string) => touches.filter((touch) => touch.at < at).length > row.revision;
    return {
      row,
      found: place === -1 ? undefined : place,
      movedBefore: movesBy(request.startedAt),
      movedByEnd: movesBy(request.finishedAt),
      movers: touches.slice(row.revision).map((touch) => touch.requestId),
    };
  });
}

/** A row that was taken was as planned; one that had moved is told as skipped, and one of its movers is named. */
export function assertNoneTakenSilently({ row, found, movedBefore, movedByEnd, movers }: Judged): void {
  const { leadId, letter, detail } = row;
  switch (letter) {
    case 'c':
      assert.equal(found, row.revision, `lead ${leadId} was taken as it was planned`);
      break;
    case 'u':
      assert.deepEqual([found, movedBefore], [undefined, false], `lead ${leadId} had not moved`);
      break;
    case 's':
      assert.deepEqual([found, movedByEnd], [undefined, true], `lead ${leadId} had moved`);
      assert.equal(detail?.code, 'lead-moved');
      assert.ok(movers.includes(detail?.laterRequest ?? 0), `lead ${leadId} names who moved it`);
      break;
    default:
      assert.fail(`lead ${leadId} is ${letter}`);
  }
}
