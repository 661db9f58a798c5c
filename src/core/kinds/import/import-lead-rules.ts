import type { ColumnRules } from '../../csv/column-name-rules.ts';
import type { RowReader } from '../../csv/row-reader.ts';
import { leadIdNames, ownerEmailNames } from '../../csv/vendor-names.ts';

/** A lead as a file gives it. Null: the file leaves it to us. */
export interface LeadEntry {
  leadId: number | null;
  name: string;
  status: string;
  source: string;
  state: string;
  attributes: Readonly<Record<string, string>>;
  createdAt: string | null;
  primaryEmail: string | null;
}

export const leadColumns: ColumnRules = {
  required: ['name', 'status', 'source', 'state'],
  optional: ['lead_id', 'created_at', 'primary_email'],
  prefix: 'attribute.',
  alsoCalled: {
    lead_id: leadIdNames,
    status: ['Lead Status', 'ProspectStage'],
    source: ['Lead Source'],
    state: ['mx_State', 'State/Province'],
    created_at: ['CreatedDate', 'Create Date', 'CreatedOn'],
    primary_email: ownerEmailNames,
  },
};

export function readLead(values: RowReader): LeadEntry {
  return {
    leadId: values.wholeNumber('lead_id', Number.MAX_SAFE_INTEGER),
    name: values.text('name'),
    status: values.word('status'),
    source: values.word('source'),
    state: values.word('state'),
    attributes: values.prefixed(),
    createdAt: values.moment('created_at'),
    primaryEmail: values.email('primary_email'),
  };
}
