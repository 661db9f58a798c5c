import type { Readable } from 'node:stream';
import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import { accessRoles } from '../../../contract/words/access-words.ts';
import { largestId, mostRows } from '../../../contract/words/limits.ts';
import type { ColumnRules } from '../../csv/column-name-rules.ts';
import type { IgnoredColumns } from '../../csv/header-rules.ts';
import { readTable, type TableRow } from '../../csv/read-table.ts';
import type { RowReader, ValueProblem } from '../../csv/row-reader.ts';
import { managerIdNames, userEmailNames, userIdNames } from '../../csv/vendor-names.ts';
import { readUserFacts } from '../../facts/freeze-user-facts.ts';
import type { AskedFacts } from '../../facts/judge-user-facts.ts';
import type { UserReference } from '../../users/user-reference.ts';

/** Somebody as a file has them: who they are, what is to be known, and whom they report to. What is blank is left. */
export interface UserRow {
  line: number;
  user: UserReference;
  facts: AskedFacts;
  manager: UserReference | undefined;
}

/** A row that says nothing that could be done. */
export interface BadRow {
  line: number;
  problem: ValueProblem;
}

export interface UserFile {
  columns: readonly string[];
  rows: (UserRow | BadRow)[];
}

const rules: ColumnRules = {
  required: [],
  oneOf: [['email', 'user_id', 'guid']],
  optional: ['first_name', 'last_name', 'agent_role', 'access_role', 'manager_email', 'manager_id'],
  alsoCalled: { user_id: userIdNames, email: userEmailNames, manager_id: managerIdNames },
};

const mostInBatch = 2_000;

/** Reads a file of people to its end. One that has none, or too many, is refused as a whole. */
export async function readUserRows(source: Readable, ignored?: IgnoredColumns): Promise<UserFile> {
  const table = await readTable(source, rules, { mostRows: mostRows + 1, mostInBatch, ignored });
  const rows: UserFile['rows'] = [];
  try {
    for await (const batch of table.batches) {
      rows.push(...batch.map(readRow));
      if (rows.length > mostRows) throw refuse(tooMany);
    }
  } finally {
    await table.close();
  }
  if (rows.length === 0) throw refuse('The file has no row below its first line.');
  return { columns: table.columns, rows };
}

const tooMany = `One file of people takes at most ${mostRows.toLocaleString('en')} rows, for their tree is judged as a whole. Send the others in another file.`;

function refuse(message: string): Refusal {
  return new Refusal('invalid-input', { message });
}

function readRow(row: TableRow): UserRow | BadRow {
  const { line } = row;
  if ('problem' in row) return row;
  const read = readUser(line, row.values);
  const { problem } = row.values;
  return problem ? { line, problem } : read;
}

function readUser(line: number, values: RowReader): UserRow {
  const userId = values.wholeNumber('user_id', largestId);
  const guid = values.guid('guid');
  const email = values.text('email') === '' ? undefined : values.newEmail('email');
  const isNumbered = userId !== null || guid !== null;
  if (!isNumbered && email === undefined) {
    values.refuse('email', 'is blank, and so are `user_id` and `guid`; one of them must say who it is.');
  }
  const facts = readFacts(values, isNumbered ? email : undefined);
  return {
    line,
    user: isNumbered
      ? { ...(userId === null ? {} : { userId }), ...(guid === null ? {} : { guid }) }
      : { email: email ?? '' },
    facts,
    manager: values.user({ id: 'manager_id', email: 'manager_email' }),
  };
}

const columnOf: Readonly<Record<string, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
};

function readFacts(values: RowReader, email: string | undefined): AskedFacts {
  const facts = {
    firstName: values.text('first_name'),
    lastName: values.text('last_name'),
    agentRole: values.word('agent_role'),
    accessRole: values.oneOf('access_role', accessRoles),
    email,
  };
  const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value));
  const read = orRefusal(() => readUserFacts(told, (fact) => columnOf[fact] ?? fact));
  if (!(read instanceof Refusal)) return read;
  values.refuse(read.field ?? 'first_name', 'has nothing in it that anybody could see; it needs a value.');
  return {};
}
