import { type Command, Option } from 'commander';
import { defaultKeyDays, type Scope, scopes } from '../../contract/rules/scope-rules.ts';
import { changeKey } from '../../core/keys/change-key.ts';
import { createKey } from '../../core/keys/create-key.ts';
import { listKeys } from '../../core/keys/list-keys.ts';
import { revokeKey } from '../../core/keys/revoke-key.ts';
import { formOf } from '../../http/v1/csv/csv-form.ts';
import { keyCells } from '../../http/v1/csv/key-forms.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { addDatabaseOptions, readPositive, UsageError } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { printWhole } from '../terminal/print-whole.ts';
import { refuseNamedTwice } from '../terminal/read-ids.ts';
import { toTable } from '../terminal/table.ts';

interface KeyFlags {
  org: number;
  json?: true;
}

interface TermFlags {
  name?: string;
  expiresAt?: string;
  never?: true;
}

/** `baton keys create | list | change | revoke`. */
export function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('make, list, change and revoke access keys');

  addTermOptions(addDatabaseOptions(keys.command('create')))
    .description('make an access key for an active user; its secret is shown this once')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .requiredOption('--email <email>', 'the user whom the key belongs to')
    .option(
      '--scopes <scopes>',
      `what it is for, of ${scopes.join()}; without it, all that the user may`,
      readScopes,
    )
    .option('--json', 'print JSON')
    .action(async (flags: KeyFlags & TermFlags & { email: string; scopes?: Scope[] }) => {
      const terms = { ...readKeyTerms(flags), scopes: flags.scopes };
      const made = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        createKey(database, flags.org, flags.email, terms),
      );
      print(flags, { orgId: flags.org, ...made }, () => [
        `access key  ${made.accessKey}`,
        `secret key  ${made.secretKey}`,
        `It is for ${made.scopes.join(', ')}, ${made.expiresAt === null ? 'and never ends by itself' : `until ${made.expiresAt}`}.`,
        'The secret is not stored and cannot be shown again.',
      ]);
    });

  addDatabaseOptions(keys.command('list'))
    .description('list the access keys of an organisation, without their secrets')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .option('--json', 'print JSON')
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action(async (flags: KeyFlags & { csv?: true }) => {
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

  addTermOptions(addDatabaseOptions(keys.command('change')))
    .description('give an access key in force another name or another end')
    .argument('<accessKey>', "the access key, in single quotes because it holds a '$'")
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .option('--json', 'print JSON')
    .action(async (accessKey: string, flags: KeyFlags & TermFlags) => {
      const terms = readKeyTerms(flags);
      if (terms.name === undefined && terms.expiresAt === undefined) {
        throw new UsageError('Say what to change: --name, --expires-at or --never.');
      }
      await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        changeKey(database, { orgId: flags.org, userId: null }, { accessKey, ...terms }),
      );
      print(flags, { orgId: flags.org, accessKey, ...terms }, () => [`Changed ${accessKey}.`]);
    });

  addDatabaseOptions(keys.command('revoke'))
    .description('end an access key at once')
    .argument('<accessKey>', "the access key, in single quotes because it holds a '$'")
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .option('--json', 'print JSON')
    .action(async (accessKey: string, flags: KeyFlags) => {
      await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        revokeKey(database, { orgId: flags.org, userId: null }, accessKey),
      );
      print(flags, { orgId: flags.org, accessKey, isRevoked: true }, () => [`Revoked ${accessKey}.`]);
    });
}

const listedForm = formOf<Awaited<ReturnType<typeof listKeys>>[number]>({
  user_id: ({ userId }) => userId,
  user_email: ({ email }) => email,
  ...keyCells,
});

function addTermOptions(command: Command): Command {
  return command
    .option('--name <name>', 'what it is for')
    .option(
      '--expires-at <moment>',
      `when it ends by itself, ISO 8601 with an offset; a new one ends after ${defaultKeyDays} days`,
      momentOf('--expires-at'),
    )
    .addOption(new Option('--never', 'it never ends by itself').conflicts('expiresAt'));
}

function readKeyTerms({ name, expiresAt, never }: TermFlags) {
  return { name, expiresAt: never ? null : expiresAt };
}

function readScopes(text: string): Scope[] {
  const words = text.split(',').map((word) => word.trim());
  refuseNamedTwice(words, '--scopes');
  return words.map((word) => {
    const scope = scopes.find((each) => each === word);
    if (scope === undefined)
      throw new UsageError(`"${word}" is no scope. The scopes are ${scopes.join(', ')}.`);
    return scope;
  });
}

function describeState(key: {
  revokedAt: string | null;
  expiresAt: string | null;
  isInForce: boolean;
}): string {
  if (key.revokedAt !== null) return `revoked ${key.revokedAt}`;
  if (!key.isInForce) return key.expiresAt === null ? 'of somebody who left' : `ended ${key.expiresAt}`;
  return key.expiresAt === null ? 'in force' : `in force until ${key.expiresAt}`;
}
