import type { Readable } from 'node:stream';
import { longestKey, mostRows } from '../../../contract/words/limits.ts';
import { rowColumns } from '../../../contract/words/row-columns.ts';
import type { IgnoredColumns } from '../../csv/header-rules.ts';
import { type RowRules, readRows } from '../../csv/read-rows.ts';
import type { RowReader } from '../../csv/row-reader.ts';
import { managerIdNames, userEmailNames, userIdNames } from '../../csv/vendor-names.ts';
import type { ManagerRowAsk } from '../../reporting/freeze-managers.ts';

const rules: RowRules<ManagerRowAsk> = {
  columns: {
    required: [],
    oneOf: [
      ['user_email', 'user_id'],
      ['manager_email', 'manager_id'],
    ],
    optional: ['key'],
    alsoCalled: { user_id: userIdNames, user_email: userEmailNames, manager_id: managerIdNames },
    told: rowColumns,
  },
  mostRows,
  read: readManagerAsk,
};

/**
 * Reads who is to report to whom from a CSV file, in pages; a blank manager is nobody. Refuses all bad rows of
 * the file together, once it is read to its end.
 */
export function readManagerRows(
  source: Readable,
  ignored?: IgnoredColumns,
): AsyncGenerator<ManagerRowAsk[], void> {
  return readRows(source, rules, ignored);
}

function readManagerAsk(values: RowReader): ManagerRowAsk {
  const user = values.user({ id: 'user_id', email: 'user_email' });
  if (!user) values.refuse('user_email', 'is blank, and so is `user_id`; one of them must name the user.');
  return {
    user: user ?? {},
    manager: values.user({ id: 'manager_id', email: 'manager_email' }) ?? null,
    key: values.text('key', longestKey) || undefined,
  };
}
