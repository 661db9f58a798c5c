import { type RowRules, readRows } from '../../core/imports/read-rows.ts';
import type { RowReader } from '../../core/imports/row-reader.ts';
import { openInput } from '../open-input.ts';

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
  },
  mostRows: 100_000,
  read: (values) => ({ user: readName(values, 'user'), manager: readName(values, 'manager') }),
};

/** Reads a CSV file in the LeadSquared contract's words, where GUIDs name users. */
export async function readManagerRows(file: string): Promise<ManagerRow[]> {
  const rows: ManagerRow[] = [];
  for await (const page of readRows(await openInput(file), rules)) rows.push(...page);
  return rows;
}

function readName(values: RowReader, who: 'user' | 'manager'): string {
  const name = values.guid(`${who}_guid`) ?? values.email(`${who}_email`);
  if (name === null)
    values.refuse(`${who}_email`, `is blank, and so is \`${who}_guid\`; the contract needs one.`);
  return name ?? '';
}
