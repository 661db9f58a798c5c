import { Refusal } from '../../contract/refusal.ts';
import type { RecordPlan } from '../../contract/v1/kinds/record.ts';
import type { RecordAsk } from '../../core/kinds/record/record-ask.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';

/** What a body of kind `record` asks for, in core's words. */
export function readRecordPlan({ newLeads, leads, isArchived }: RecordPlan, options: PlanOptions): RecordAsk {
  if (newLeads && leads) {
    throw refuse(
      'leads',
      'leads are archived or brought back and newLeads are made: make a request of each.',
    );
  }
  if (newLeads) {
    if (isArchived === undefined) return { newLeads, options };
    throw refuse(
      'isArchived',
      'isArchived says what becomes of leads that there are; leave it out beside newLeads.',
    );
  }
  if (!leads)
    throw refuse(
      'newLeads',
      'newLeads says which leads are new, and leads which go or come back; give either.',
    );
  if (isArchived === undefined) {
    throw refuse(
      'isArchived',
      'isArchived is needed beside leads: true archives them, false brings them back.',
    );
  }
  return { leadIds: leads, isArchived, options };
}

function refuse(field: string, message: string): Refusal {
  return new Refusal('invalid-input', { field, message });
}
