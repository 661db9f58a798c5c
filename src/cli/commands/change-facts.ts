import { type Command, Option } from 'commander';
import type { AccountPlan, FactsPlan } from '../../client/client.ts';
import { accessRoles } from '../../contract/words/access-words.ts';
import {
  addExternalKeyOption,
  type ExternalKeyFlags,
  readExternalKeys,
} from '../remote/external-key-options.ts';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { factFlags, inFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { readUser } from '../remote/user-argument.ts';
import { UsageError } from '../terminal/options.ts';

type NewUser = NonNullable<AccountPlan['newUsers']>[number];
type Facts = NonNullable<FactsPlan['users']>[number]['facts'];

type NewUserFlags = MakeFlags &
  Omit<NewUser, 'manager' | 'externalKeys'> &
  ExternalKeyFlags & { manager?: string };

/** `baton users add`: a request about somebody who is new, followed to its end. */
export function addNewUser(users: Command): void {
  addExternalKeyOption(addMakeOptions(users.command('add')))
    .description('bring somebody who is new; they are let in by a sign-in link or a key')
    .requiredOption('--first-name <name>', 'their first name')
    .option('--last-name <name>', 'their last name')
    .requiredOption('--email <address>', 'their e-mail address')
    .requiredOption('--agent-role <role>', 'one of the agent roles that there are')
    .addOption(new Option('--access-role <role>', 'what they may do in Baton').choices(accessRoles))
    .option('--manager <user>', 'whom they report to: an id or an e-mail address')
    .action(async (flags: NewUserFlags) => {
      const { firstName, lastName, email, agentRole, accessRole, manager } = flags;
      const user = {
        ...{ firstName, email, agentRole },
        ...(lastName === undefined ? {} : { lastName }),
        ...(accessRole === undefined ? {} : { accessRole }),
        ...(manager === undefined ? {} : { manager: readUser(manager) }),
        ...readExternalKeys(flags),
      };
      const body = { kind: 'account' as const, isActive: true, newUsers: [user], ...readRunOptions(flags) };
      const client = await openClient(flags);
      const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(inFlags(factFlags));
      await followMade(client, made, flags);
    });
}

type FactFlags = MakeFlags & Omit<Facts, 'externalKeys'> & ExternalKeyFlags & { moveLeads?: true };

/** `baton users change`: a request of kind `facts` about one user, followed to its end. */
export function addFactChange(users: Command): void {
  addExternalKeyOption(addMakeOptions(users.command('change')))
    .description('change what is known of somebody; what is left out stays')
    .argument('<user>', 'whom: an id or an e-mail address')
    .option('--first-name <name>', 'their first name')
    .option('--last-name <name>', 'their last name; an empty one for none')
    .option('--email <address>', 'their e-mail address')
    .option('--agent-role <role>', 'one of the agent roles that there are')
    .addOption(new Option('--access-role <role>', 'what they may do in Baton').choices(accessRoles))
    .option('--move-leads', 'with another agent role: move them to it on their leads, too')
    .action(async (user: string, flags: FactFlags) => {
      const { firstName, lastName, email, agentRole, accessRole } = flags;
      const told = { firstName, lastName, email, agentRole, accessRole, ...readExternalKeys(flags) };
      const facts: Facts = Object.fromEntries(
        Object.entries(told).filter(([, value]) => value !== undefined),
      );
      if (Object.keys(facts).length === 0) {
        throw new UsageError('Say what is to change, such as --last-name Lima.');
      }
      const body = {
        kind: 'facts' as const,
        users: [{ user: readUser(user), facts }],
        ...(flags.moveLeads ? { onRoleChange: 'move' as const } : {}),
        ...readRunOptions(flags),
      };
      const client = await openClient(flags);
      const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(inFlags(factFlags));
      await followMade(client, made, flags);
    });
}
