// One lead as the database keeps it: rows open and close, and nothing is deleted.

import {
  type AssignmentChange,
  type AssignmentRecord,
  decideReassignment,
  type Reassignment,
} from '../../src/core/law/assignment-rules.ts';
import { decideLeadUndo, type RoleUndo } from '../../src/core/law/undo-rules.ts';
import { momentOf, readLead, writeLead } from './lead-notation.ts';

/** Who stood on the lead after a request. */
export interface LeadState {
  request: number;
  at: string;
  rows: AssignmentRecord[];
}

export class LeadHistory {
  records: AssignmentRecord[];
  /** The first is from before any request. */
  readonly states: LeadState[];
  /** Which request each undo undid. */
  readonly undone = new Map<number, number>();

  constructor(text = '') {
    const start = { fromRequest: 1, untilRequest: null, untilAt: null };
    this.records = readLead(text).map((row) => ({ ...row, ...start }));
    this.states = [{ request: 1, at: momentOf(100), rows: this.records }];
  }

  get current(): AssignmentRecord[] {
    return this.records.filter((record) => record.untilAt === null);
  }

  reassign(ask: Reassignment): number {
    return this.#write(decideReassignment(this.current, ask));
  }

  undo(
    undone: number,
    mayReturn: (userId: number) => boolean = () => true,
  ): { request: number; undos: RoleUndo[] } {
    const undos = decideLeadUndo(this.records, { requestId: undone, undone: this.undone, mayReturn });
    const changes = undos.flatMap((undo) => (undo.outcome === 'changed' ? [undo.change] : []));
    const request = this.#write({
      close: changes.flatMap(({ close }) => close),
      open: changes.flatMap(({ open }) => open),
    });
    this.undone.set(request, undone);
    return { request, undos };
  }

  /** Ids fall as time goes by: only moments may tell what came later. */
  #write({ close, open }: AssignmentChange): number {
    const request = 1_000_000 - this.states.length;
    const at = momentOf(100 + this.states.length);
    const closed = new Set(close.map((row) => row.userId));
    const ended = this.records.map((record) =>
      record.untilAt === null && closed.has(record.userId)
        ? { ...record, untilRequest: request, untilAt: at }
        : record,
    );
    const opened = open.map((slot) => ({
      ...slot,
      fromRequest: request,
      fromAt: at,
      roleSince: slot.roleSince ?? at,
      untilRequest: null,
      untilAt: null,
    }));
    this.records = [...ended, ...opened];
    this.states.push({ request, at, rows: this.current });
    return request;
  }

  toString(): string {
    return writeLead(this.current);
  }
}
