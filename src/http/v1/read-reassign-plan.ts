import { Refusal } from '../../contract/refusal.ts';
import { refuseDoubledIn } from '../../contract/rules/doubled-rules.ts';
import type { ReassignPlan } from '../../contract/v1/kinds/reassign.ts';
import type { Receiver } from '../../contract/v1/plans.ts';
import type { LeadAsk, LeadSourceAsk } from '../../core/assignments/reassignment-terms.ts';
import type { ReassignmentPlanAsk } from '../../core/kinds/reassign/plan-reassignment.ts';
import { readMoments } from '../../core/leads/lead-conditions.ts';
import type { Receiving } from '../../core/ledger/receiving.ts';

const rowsAPage = 5_000;

/** What a body of kind `reassign` asks for, in core's words. */
export function readReassignPlan(body: ReassignPlan): Omit<ReassignmentPlanAsk, 'options'> {
  const { selection, to, others, agentRole, remove } = body;
  return {
    source: readSource(body),
    terms: { to: to && readReceiver(to), others, agentRole, remove },
    spec: selection ? { selection } : {},
  };
}

function readSource({ leads, rows, selection }: ReassignPlan): LeadSourceAsk {
  const given = [leads, rows, selection].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new Refusal('invalid-input', {
      field: 'leads',
      message: 'Name the leads in exactly one way: by leads (ids), by rows, or by a selection.',
    });
  }
  if (selection) {
    refuseDoubledIn(selection.except, 'selection.except', 'Lead');
    return { selection: readMoments(selection, 'selection.') };
  }
  return rows
    ? { rows: inPages(rows, (row) => row), member: 'rows' }
    : { rows: inPages(leads ?? [], (leadId) => ({ leadId })), member: 'leads' };
}

/** Who receives, as a body says it. */
export function readReceiver({ user, distribution }: Receiver): Receiving {
  if (user) return { user };
  if (!distribution) throw new Refusal('invalid-input', { field: 'to', message: 'Say who receives.' });
  const { mode, receivers, keepStanding = false } = distribution;
  return { distribution: { mode, receivers, keepStanding } };
}

/**
 * From its start each time it is read: a plan that meets a conflict is made again. Rows are made a page at a time, for
 * those of a million ids are many times as large as the ids.
 */
function inPages<Given>(given: Given[], toRow: (each: Given) => LeadAsk): AsyncIterable<LeadAsk[]> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let start = 0; start < given.length; start += rowsAPage)
        yield given.slice(start, start + rowsAPage).map(toRow);
    },
  };
}
