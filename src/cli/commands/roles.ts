import type { Command } from 'commander';
import type { BatonClient, ListedAgentRole } from '../../client/client.ts';
import { countOf } from '../../contract/rules/count-rules.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { toTable } from '../terminal/table.ts';

type Flags = RemoteFlags & { json?: true };

const roleArgument = ['<role>', 'the agent role, however it is spelt'] as const;
const placeOption = ['--place <n>', 'its place in the order, from 1', readPositive] as const;

/** `baton roles list | add | order | retire | restore`. */
export function addRolesCommand(program: Command): void {
  const roles = program.command('roles').description('list, add, order and retire agent roles');
  addRemoteOptions(roles.command('list'))
    .description('list the agent roles in their order, and how many people have each')
    .action(async (flags: Flags) => {
      const list = await (await openClient(flags)).roles.list();
      print(flags, list, () => toTable(list.items.map(toCells)));
    });
  addRemoteOptions(roles.command('add'))
    .description('add an agent role; for administrators')
    .argument('<name>', 'what it is called')
    .option(...placeOption)
    .action((name: string, flags: Flags & { place?: number }) =>
      change(flags, (client) => client.roles.add({ name, place: flags.place })),
    );
  addRemoteOptions(roles.command('order'))
    .description('give an agent role another place in the order; for administrators')
    .argument(...roleArgument)
    .requiredOption(...placeOption)
    .action((name: string, flags: Flags & { place: number }) =>
      change(flags, (client) => client.roles.change(name, { place: flags.place })),
    );
  addSwitch(roles, 'retire', 'give an agent role to nobody anew; who has it keeps it', false);
  addSwitch(roles, 'restore', 'bring a retired agent role back', true);
}

function addSwitch(roles: Command, verb: string, description: string, isActive: boolean): void {
  addRemoteOptions(roles.command(verb))
    .description(`${description}; for administrators`)
    .argument(...roleArgument)
    .action((name: string, flags: Flags) =>
      change(flags, (client) => client.roles.change(name, { isActive })),
    );
}

async function change(flags: Flags, make: (client: BatonClient) => Promise<ListedAgentRole>): Promise<void> {
  const role = await make(await openClient(flags));
  print(flags, role, () => toTable([toCells(role)]));
}

function toCells({ place, name, isActive, users }: ListedAgentRole): string[] {
  const people = users === null ? '' : countOf(users, 'active user');
  return [String(place), name, people, isActive ? '' : 'retired'];
}
