import { type Command, Option } from 'commander';
import { defaultKeyDays, type Scope, scopes } from '../../contract/rules/scope-rules.ts';
import { changeKey } from '../../core/keys/change-key.ts';
import { createKey } from '../../core/keys/create-key.ts';
import { revokeKey } from '../../core/keys/revoke-key.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { addDatabaseOptions, readPositive, UsageError } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { refuseNamedTwice } from '../terminal/read-ids.ts';
import { addKeyList } from './list-keys.ts';

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
  addCreate(keys);
  addKeyList(keys);
  addChange(keys);
  addRevoke(keys);
}

function addCreate(keys: Command): void {
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
      const token = `${made.accessKey}.${made.secretKey}`;
      print(flags, { orgId: flags.org, ...made, token }, () => [
        `access key  ${made.accessKey}`,
        `secret key  ${made.secretKey}`,
        `token       ${token}`,
        `It is for ${made.scopes.join(', ')}, ${made.expiresAt === null ? 'and never ends by itself' : `until ${made.expiresAt}`}.`,
        'The secret is not stored and cannot be shown again. The token is both, for Authorization: Bearer.',
      ]);
    });
}

function addChange(keys: Command): void {
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
}

function addRevoke(keys: Command): void {
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
