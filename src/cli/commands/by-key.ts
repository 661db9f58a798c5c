import { type Command, Option } from 'commander';
import { type AccessRole, accessRoles } from '../../contract/words/access-words.ts';
import { describeLead } from '../remote/describe-lead.ts';
import { describeUser } from '../remote/describe-users.ts';
import {
  addExternalKeyOption,
  type ExternalKeyFlags,
  readExternalKeys,
} from '../remote/external-key-options.ts';
import { addLeadFactOptions, type LeadFactFlags, readLeadFacts } from '../remote/lead-fact-options.ts';
import { inFlags, putFlags } from '../remote/name-flags.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { readUser } from '../remote/user-argument.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { print } from '../terminal/print.ts';

type Flags = RemoteFlags & { json?: true };
type PutFlags = Flags & { reason?: string };
type LeadFlags = PutFlags & LeadFactFlags & { createdAt?: string; primary?: string };
interface UserFlags extends PutFlags, ExternalKeyFlags {
  firstName?: string;
  lastName?: string;
  email?: string;
  agentRole?: string;
  accessRole?: AccessRole;
  manager?: string;
}

const system = ['<system>', 'the other system, such as salesforce'] as const;
const key = ['<key>', 'the key that it has there'] as const;

/** `baton leads by-key | put`. */
export function addLeadsByKey(leads: Command): void {
  addRemoteOptions(leads.command('by-key'))
    .description('show the lead that has a key in another system')
    .argument(...system)
    .argument(...key)
    .action(async (of: string, named: string, flags: Flags) => {
      const lead = await (await openClient(flags)).leads.showByKey(of, named);
      print(flags, lead, () => describeLead(lead));
    });

  addLeadFactOptions(addRemoteOptions(leads.command('put')))
    .description('make or change the lead that has a key in another system; what is left out stays')
    .argument(...system)
    .argument(...key)
    .option('--name <name>', 'its name; a new lead needs one')
    .option(
      '--created-at <moment>',
      'of a new lead: when it came to the organisation, ISO 8601 with an offset',
      momentOf('--created-at'),
    )
    .option('--primary <user>', 'of a new lead: who stands on it as primary, by an id or an e-mail address')
    .option('--reason <text>', 'why, kept with the request')
    .action(async (of: string, named: string, { createdAt, primary, reason, ...flags }: LeadFlags) => {
      const client = await openClient(flags);
      const body = {
        ...readLeadFacts(flags),
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(primary === undefined ? {} : { primary: readUser(primary) }),
        ...(reason === undefined ? {} : { reason }),
      };
      const lead = await client.leads.putByKey(of, named, body).catch(inFlags(putFlags));
      print(flags, lead, () => [tellRequest(lead), ...describeLead(lead)]);
    });
}

/** `baton users by-key | put`. */
export function addUsersByKey(users: Command): void {
  addRemoteOptions(users.command('by-key'))
    .description('show the user who has a key in another system')
    .argument(...system)
    .argument(...key)
    .action(async (of: string, named: string, flags: Flags) => {
      const user = await (await openClient(flags)).users.showByKey(of, named);
      print(flags, user, () => describeUser(user));
    });

  addExternalKeyOption(addRemoteOptions(users.command('put')))
    .description('make or change the user who has a key in another system; what is left out stays')
    .argument(...system)
    .argument(...key)
    .option('--first-name <name>', 'their first name; somebody new needs one')
    .option('--last-name <name>', 'their last name; an empty one for none')
    .option('--email <address>', 'their e-mail address; somebody new needs one')
    .option('--agent-role <role>', 'one of the agent roles that there are; somebody new needs one')
    .addOption(new Option('--access-role <role>', 'what they may do in Baton').choices(accessRoles))
    .option('--manager <user>', 'whom they report to: an id, an e-mail address, or none')
    .option('--reason <text>', 'why, kept with the request')
    .action(async (of: string, named: string, flags: UserFlags) => {
      const client = await openClient(flags);
      const user = await client.users.putByKey(of, named, readUserBody(flags)).catch(inFlags(putFlags));
      print(flags, user, () => [tellRequest(user), ...describeUser(user)]);
    });
}

function readUserBody({ manager, ...flags }: UserFlags) {
  const { firstName, lastName, email, agentRole, accessRole, reason } = flags;
  const told = Object.entries({ firstName, lastName, email, agentRole, accessRole, reason });
  return {
    ...Object.fromEntries(told.filter(([, value]) => value !== undefined)),
    ...(manager === undefined ? {} : { manager: manager === 'none' ? null : readUser(manager) }),
    ...readExternalKeys(flags),
  };
}

function tellRequest({ requestId }: { requestId: number | null }): string {
  return requestId === null
    ? 'All was so already, and no request was made.'
    : `Done by request ${requestId}.`;
}
