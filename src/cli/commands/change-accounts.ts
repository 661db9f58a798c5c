import type { Command } from 'commander';
import type { AccountPlan } from '../../client/client.ts';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { accountFlags, inFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { readUser } from '../remote/user-argument.ts';

interface EndFlags extends MakeFlags {
  endAnyway?: true;
}

/** `baton users deactivate | reactivate`: each is a request, followed to its end. */
export function addAccountChanges(users: Command): void {
  addMakeOptions(users.command('deactivate'))
    .description('end accounts; one whose user still holds a lead or leads somebody stays')
    .argument('<users...>', 'whose: ids or e-mail addresses')
    .option('--end-anyway', 'end them all the same; what is held stays with somebody who has left')
    .action((users: string[], flags: EndFlags) =>
      change(flags, {
        users: users.map(readUser),
        isActive: false,
        ...(flags.endAnyway ? { account: 'end-anyway' } : {}),
      }),
    );

  addMakeOptions(users.command('reactivate'))
    .description('bring back people whose accounts ended; they are let in anew by a sign-in link or a key')
    .argument('<users...>', 'whose: ids or e-mail addresses')
    .action((users: string[], flags: MakeFlags) =>
      change(flags, { users: users.map(readUser), isActive: true }),
    );
}

async function change(flags: MakeFlags, asked: Pick<AccountPlan, 'users' | 'isActive' | 'account'>) {
  const body = { kind: 'account' as const, ...asked, ...readRunOptions(flags) };
  const client = await openClient(flags);
  const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(inFlags(accountFlags));
  await followMade(client, made, flags);
}
