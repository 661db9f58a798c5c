import type { Command } from 'commander';
import { createKey } from '../core/access/create-key.ts';
import { listKeys } from '../core/access/list-keys.ts';
import { revokeKey } from '../core/access/revoke-key.ts';
import { readConfig } from './config.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions, readPositive } from './options.ts';
import { print } from './print.ts';

interface KeyFlags {
  org: number;
  json?: true;
}

/** `baton keys create | list | revoke`. */
export function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('make, list and revoke access keys');

  addDatabaseOptions(keys.command('create'))
    .description('make an access key for an active user; its secret is shown this once')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .requiredOption('--email <email>', 'the user whom the key belongs to')
    .option('--json', 'print JSON')
    .action(async (flags: KeyFlags & { email: string }) => {
      const made = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        createKey(database, flags.org, flags.email),
      );
      print(flags, { orgId: flags.org, ...made }, () => [
        `access key  ${made.accessKey}`,
        `secret key  ${made.secretKey}`,
        'The secret is not stored and cannot be shown again.',
      ]);
    });

  addDatabaseOptions(keys.command('list'))
    .description('list the access keys of an organisation, without their secrets')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .option('--json', 'print JSON')
    .action(async (flags: KeyFlags) => {
      const listed = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        listKeys(database, flags.org),
      );
      print(flags, listed, () =>
        listed.map(
          (key) =>
            `${key.accessKey}  ${key.email}  ${key.revokedAt ? `revoked ${key.revokedAt}` : 'in force'}`,
        ),
      );
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
