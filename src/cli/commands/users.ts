import type { Command } from 'commander';
import { deactivateUser } from '../../core/accounts/deactivate-user.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { addDatabaseOptions, readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { addHead, addRemoveSecondFactor, addSignOut, addUserReads } from './show-users.ts';

interface DeactivateFlags {
  org: number;
  email: string;
  json?: true;
}

/** `baton users list | show | reports | book | inventory | head | sign-out | remove-second-factor | deactivate`. */
export function addUsersCommand(program: Command): void {
  const users = program.command('users').description("show users, and end a user's account");
  addUserReads(users);
  addHead(users);
  addSignOut(users);
  addRemoveSecondFactor(users);

  addDatabaseOptions(users.command('deactivate'))
    .description('end an account: its keys are dead at once and nobody can be assigned to it any more')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .requiredOption('--email <email>', 'the user')
    .option('--json', 'print JSON')
    .action(async (flags: DeactivateFlags) => {
      const { org: orgId, email } = flags;
      const userId = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        deactivateUser(database, orgId, email),
      );
      print(flags, { orgId, userId, email, isActive: false }, () => [
        `User ${userId} (${email}) is not active any more.`,
      ]);
    });
}
