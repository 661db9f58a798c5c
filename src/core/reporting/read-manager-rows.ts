import type { Readable } from 'node:stream';
import { type RowRules, readRows } from '../imports/read-rows.ts';
import type { RowReader } from '../imports/row-reader.ts';
import { largestUserId } from '../users/import-user-rules.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { ManagerRowAsk } from './freeze-managers.ts';

const longestKey = 200;

const rules: RowRules<ManagerRowAsk> = {
  columns: {
    required: [],
    oneOf: [
      ['user_email', 'user_id'],
      ['manager_email', 'manager_id'],
    ],
    optional: ['key'],
  },
  mostRows: 100_000,
  read: readManagerAsk,
};

/**
 * Reads who is to report to whom from a CSV file, in pages; a blank manager is nobody. Refuses all bad rows of
 * the file together, once it is read to its end.
 */
export function readManagerRows(source: Readable): AsyncGenerator<ManagerRowAsk[], void> {
  return readRows(source, rules);
}

function readManagerAsk(values: RowReader): ManagerRowAsk {
  const user = readReference(values, { id: 'user_id', email: 'user_email' });
  if (!user) values.refuse('user_email', 'is blank, and so is `user_id`; one of them must name the user.');
  return {
    user: user ?? {},
    manager: readReference(values, { id: 'manager_id', email: 'manager_email' }) ?? null,
    key: values.text('key', longestKey) || undefined,
  };
}

function readReference(values: RowReader, columns: { id: string; email: string }): UserReference | undefined {
  const userId = values.wholeNumber(columns.id, largestUserId) ?? undefined;
  const email = values.email(columns.email) ?? undefined;
  return userId === undefined && email === undefined ? undefined : { userId, email };
}
