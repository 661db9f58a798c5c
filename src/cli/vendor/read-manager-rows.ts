import { mostRows } from '../../contract/words/limits.ts';
import { rowColumns } from '../../contract/words/row-columns.ts';
import type { IgnoredColumns } from '../../core/csv/header-rules.ts';
import { type RowRules, readRows } from '../../core/csv/read-rows.ts';
import type { RowReader } from '../../core/csv/row-reader.ts';
import { managerIdNames, userEmailNames, userIdNames } from '../../core/csv/vendor-names.ts';
import { openInput } from '../terminal/open-input.ts';

/** A user and their new manager, each by GUID or by e-mail. */
export interface ManagerRow {
  user: string;
  manager: string;
}

const rules: RowRules<ManagerRow> = {
  columns: {
    required: [],
    oneOf: [
      ['user_email', 'user_guid'],
      ['manager_email', 'manager_guid'],
    ],
    optional: ['key'],
    alsoCalled: {
      user_guid: ['UserId', ...userIdNames],
      user_email: userEmailNames,
      manager_guid: ['ManagerId', ...managerIdNames],
    },
    told: rowColumns,
  },
  mostRows,
  read: (values) => ({ user: readName(values, 'user'), manager: readName(values, 'manager') }),
};

/** Reads a CSV file in the LeadSquared contract's words, where GUIDs name users. */
export async function readManagerRows(file: string, ignored?: IgnoredColumns): Promise<ManagerRow[]> {
  const rows: ManagerRow[] = [];
  for await (const page of readRows(await openInput(file), rules, ignored)) rows.push(...page);
  return rows;
}

function readName(values: RowReader, who: 'user' | 'manager'): string {
  const name = values.guid(`${who}_guid`) ?? values.email(`${who}_email`);
  if (name === null)
    values.refuse(`${who}_email`, `is blank, and so is \`${who}_guid\`; the contract needs one.`);
  return name ?? '';
}
