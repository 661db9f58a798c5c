import type { Command } from 'commander';
import { countOf } from '../../contract/rules/count-rules.ts';
import { describeUser } from '../remote/describe-users.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { findUserId, userArgument } from '../remote/user-argument.ts';
import { print } from '../terminal/print.ts';

type Flags = RemoteFlags & { json?: true };

/** `baton users head`: it asks a server as the reads do. */
export function addHead(users: Command): void {
  addRemoteOptions(users.command('head'))
    .description(
      'say that a user reports to nobody on purpose, or with --not that they do not; for administrators',
    )
    .argument(...userArgument)
    .option('--not', 'they are no head any more')
    .action(async (name: string, flags: Flags & { not?: true }) => {
      const client = await openClient(flags);
      const shown = await client.users.setHead(await findUserId(client, name), !flags.not);
      print(flags, shown, () => describeUser(shown));
    });
}

/** `baton users sign-out`: it changes no user, and asks a server as the reads do. */
export function addSignOut(users: Command): void {
  addRemoteOptions(users.command('sign-out'))
    .description('end every session of a user; their keys and their password stay')
    .argument('<user>', 'an id, a GUID or an e-mail')
    .action(async (name: string, flags: Flags) => {
      const client = await openClient(flags);
      const ended = await client.users.endSessions(await findUserId(client, name));
      print(flags, ended, () => [`Ended ${countOf(ended.ended, 'session')}.`]);
    });
}

/** `baton users remove-second-factor`: for somebody who lost it. */
export function addRemoveSecondFactor(users: Command): void {
  addRemoteOptions(users.command('remove-second-factor'))
    .description('remove the second factor of a user who lost it, and end their sessions')
    .argument('<user>', 'an id, a GUID or an e-mail')
    .action(async (name: string, flags: Flags) => {
      const client = await openClient(flags);
      const userId = await findUserId(client, name);
      await client.users.removeSecondFactor(userId);
      print(flags, { userId }, () => [
        'Removed. They sign in by their password alone until they set up another.',
      ]);
    });
}
