import type { Readable } from 'node:stream';
import { largestId, longestKey, mostCsvLeads } from '../../../contract/words/limits.ts';
import { askedColumns, rowColumns } from '../../../contract/words/row-columns.ts';
import { otherUsers } from '../../../contract/words/term-words.ts';
import type { LeadAsk } from '../../assignments/reassignment-terms.ts';
import type { IgnoredColumns } from '../../csv/header-rules.ts';
import { type RowRules, readRows } from '../../csv/read-rows.ts';
import type { RowReader } from '../../csv/row-reader.ts';
import { leadIdNames, ownerEmailNames, ownerIdNames } from '../../csv/vendor-names.ts';
import type { UserReference } from '../../users/user-reference.ts';

const rules: RowRules<LeadAsk> = {
  columns: {
    required: ['lead_id'],
    optional: [...askedColumns, 'key'],
    alsoCalled: {
      lead_id: leadIdNames,
      primary_email: ownerEmailNames,
      primary_user_id: ownerIdNames,
    },
    told: rowColumns,
  },
  mostRows: mostCsvLeads,
  read: readLeadAsk,
};

/**
 * Reads which leads go to whom from a CSV file, in pages. A blank primary leaves a lead to the receiver of the
 * request; only the word `nobody` says that nobody receives it. Refuses all bad rows of the file together, once it is read to its end.
 */
export function readReassignmentRows(
  source: Readable,
  ignored?: IgnoredColumns,
): AsyncGenerator<LeadAsk[], void> {
  return readRows(source, rules, ignored);
}

function readLeadAsk(values: RowReader, line: number): LeadAsk {
  const listed = readUsers(values, 'listed');
  const remove = readUsers(values, 'remove');
  return {
    leadId: values.requiredWholeNumber('lead_id', Number.MAX_SAFE_INTEGER),
    primary: readPrimary(values),
    listed: listed.length > 0 ? listed : undefined,
    others: values.oneOf('others', otherUsers) ?? undefined,
    agentRole: values.text('agent_role') || undefined,
    remove: remove.length > 0 ? remove : undefined,
    key: values.text('key', longestKey) || undefined,
    line,
  };
}

function readUsers(values: RowReader, name: 'listed' | 'remove'): UserReference[] {
  return [
    ...values.emails(`${name}_emails`).map((email) => ({ email })),
    ...values.wholeNumbers(`${name}_user_ids`, largestId).map((userId) => ({ userId })),
  ];
}

const primaryColumns = ['primary_email', 'primary_user_id'];

function readPrimary(values: RowReader): UserReference | null | undefined {
  const cells = primaryColumns.map((column) => values.text(column).toLowerCase());
  if (cells.includes('nobody') && cells.every((cell) => cell === '' || cell === 'nobody')) return null;
  return values.user({ id: 'primary_user_id', email: 'primary_email' });
}
