import type { UndoPlan } from '../../client/client.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import { largestId, mostRows } from '../../contract/words/limits.ts';
import { rowColumns } from '../../contract/words/row-columns.ts';
import type { IgnoredColumns } from '../../core/csv/header-rules.ts';
import { type RowRules, readRows } from '../../core/csv/read-rows.ts';
import { leadIdNames } from '../../core/csv/vendor-names.ts';
import { openInput } from '../terminal/open-input.ts';

interface RowToUndo {
  leadId: number | null;
  user: number | { email: string } | null;
}

const ids: readonly string[] = ['lead_id', 'user_id', 'user_email'];

/** Columns of the rows of a request that say nothing of which rows are meant: such a file, cut down, is one to undo by. */
const told = rowColumns.filter((column) => !ids.includes(column));

const rules: RowRules<RowToUndo> = {
  columns: {
    required: [],
    oneOf: [['lead_id', 'user_id', 'user_email']],
    optional: told,
    alsoCalled: { lead_id: leadIdNames },
  },
  mostRows,
  read: (values) => {
    const leadId = values.wholeNumber('lead_id', Number.MAX_SAFE_INTEGER);
    const userId = values.wholeNumber('user_id', largestId);
    const email = values.email('user_email');
    if (leadId === null && userId === null && email === null)
      values.refuse(
        'lead_id',
        'is blank, and no user is named either; a row to undo is about a lead or a user.',
      );
    return { leadId, user: userId ?? (email === null ? null : { email }) };
  },
};

/** The leads and users of a CSV file whose rows are to be undone: a user's line and their account are rows of one user. */
export async function readRowsToUndo(
  file: string,
  ignored?: IgnoredColumns,
): Promise<Pick<UndoPlan, 'leads' | 'users'>> {
  const leads = new Set<number>();
  const users = new Map<number | string, NonNullable<UndoPlan['users']>[number]>();
  for await (const page of readRows(await openInput(file), rules, ignored)) {
    for (const { leadId, user } of page) {
      if (leadId !== null) leads.add(leadId);
      if (user !== null) users.set(typeof user === 'number' ? user : foldEmail(user.email), user);
    }
  }
  return {
    ...(leads.size > 0 ? { leads: [...leads] } : {}),
    ...(users.size > 0 ? { users: [...users.values()] } : {}),
  };
}
