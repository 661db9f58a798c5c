import { type Command, Option } from 'commander';
import { listKeys } from '../../core/keys/list-keys.ts';
import { formOf } from '../../http/v1/csv/csv-form.ts';
import { keyCells } from '../../http/v1/csv/key-forms.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { addDatabaseOptions, readPositive } from '../terminal/options.ts';
import { printWhole } from '../terminal/print-whole.ts';
import { toTable } from '../terminal/table.ts';

interface ListFlags {
  org: number;
  json?: true;
  csv?: true;
}

/** `baton keys list`. */
export function addKeyList(keys: Command): void {
  addDatabaseOptions(keys.command('list'))
    .description('list the access keys of an organisation, without their secrets')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .option('--json', 'print JSON')
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action(async (flags: ListFlags) => {
      const listed = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        listKeys(database, flags.org),
      );
      const lines = () =>
        toTable(
          listed.map((key) => [
            key.accessKey,
            key.email,
            describeState(key),
            key.scopes.join(),
            key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt}`,
            key.name,
            ...(key.madeBy === null ? [] : [`made by ${key.madeBy.email}`]),
          ]),
        );
      await printWhole(flags, listed, { form: listedForm, lines });
    });
}

const listedForm = formOf<Awaited<ReturnType<typeof listKeys>>[number]>({
  user_id: ({ userId }) => userId,
  user_email: ({ email }) => email,
  ...keyCells,
});

function describeState(key: {
  revokedAt: string | null;
  expiresAt: string | null;
  isInForce: boolean;
}): string {
  if (key.revokedAt !== null) return `revoked ${key.revokedAt}`;
  if (!key.isInForce) return key.expiresAt === null ? 'of somebody who left' : `ended ${key.expiresAt}`;
  return key.expiresAt === null ? 'in force' : `in force until ${key.expiresAt}`;
}
