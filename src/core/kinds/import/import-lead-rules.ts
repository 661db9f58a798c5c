import type { ColumnRules } from '../../csv/column-name-rules.ts';
import type { RowReader } from '../../csv/row-reader.ts';
import { leadIdNames, ownerEmailNames } from '../../csv/vendor-names.ts';
import type { NewLead } from '../../leads/insert-leads.ts';

/** A lead as a file gives it. Null: the file leaves it to us. */
export type LeadEntry = Omit<NewLead, 'leadId' | 'revision'> & {
  leadId: number | null;
  primaryEmail: string | null;
};

export const leadColumns: ColumnRules = {
  required: ['status', 'source', 'state'],
  oneOf: [['name', 'last_name']],
  optional: [
    ...['lead_id', 'first_name', 'phone', 'email', 'product', 'amount', 'created_at', 'primary_email'],
  ],
  prefix: 'attribute.',
  alsoCalled: {
    lead_id: leadIdNames,
    status: ['Lead Status', 'ProspectStage'],
    source: ['Lead Source', 'Original Source', 'Original Traffic Source'],
    state: ['mx_State', 'State/Province', 'State/Region'],
    phone: ['Phone Number', 'Business Phone', 'telephone1'],
    email: ['EmailAddress', 'emailaddress1'],
    product: ['Product Interest'],
    amount: ['Est. Value', 'Estimated Value'],
    created_at: ['CreatedDate', 'Create Date', 'CreatedOn'],
    primary_email: ownerEmailNames,
  },
};

export function readLead(values: RowReader): LeadEntry {
  return {
    leadId: values.wholeNumber('lead_id', Number.MAX_SAFE_INTEGER),
    facts: {
      name: values.text('name') || `${values.text('first_name')} ${values.text('last_name')}`.trim(),
      status: values.word('status'),
      source: values.word('source'),
      state: values.word('state'),
      phone: values.phone('phone'),
      email: values.keptEmail('email'),
      product: values.word('product') || null,
      amount: values.amount('amount'),
    },
    attributes: values.prefixed(),
    createdAt: values.moment('created_at'),
    primaryEmail: values.email('primary_email'),
  };
}
