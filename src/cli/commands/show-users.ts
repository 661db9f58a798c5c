import { type Command, Option } from 'commander';
import type { Inventory, ReportPage, ShownBook, ShownUser, UserPage } from '../../client/client.ts';
import { countOf } from '../../contract/rules/count-rules.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { findUserId } from '../remote/user-argument.ts';
import { asOfOption } from '../terminal/moment-option.ts';
import { readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { toTable } from '../terminal/table.ts';

type Flags = RemoteFlags & { json?: true };
type AsOfFlags = Flags & { asOf?: string };

const user = ['<user>', 'the user: an id, a GUID or an e-mail address'] as const;

/** `baton users list | show | reports | book | inventory`. */
export function addUserReads(users: Command): void {
  addList(users);

  addRemoteOptions(users.command('show'))
    .description('show a user and whom they report to')
    .argument(...user)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags) => {
      const client = await openClient(flags);
      const shown = await client.users.show(await findUserId(client, name), { asOf: flags.asOf });
      print(flags, shown, () => describeUser(shown));
    });

  addPageOptions(addRemoteOptions(users.command('reports')))
    .description('list everyone below a user, the nearest first')
    .argument(...user)
    .option('--depth <n>', 'how far down: 1 for direct reports only', readPositive)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags & PageFlags & { depth?: number }) => {
      const client = await openClient(flags);
      const { depth, limit, after } = flags;
      const query = { depth, limit, after, asOf: flags.asOf };
      const pages = client.users.reports(await findUserId(client, name), query);
      await printList(flags, pages, ({ items }) => describeReports(items));
    });

  addRemoteOptions(users.command('book'))
    .description('count the leads on which a user stands, by agent role and standing')
    .argument(...user)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags) => {
      const client = await openClient(flags);
      const book = await client.users.book(await findUserId(client, name), { asOf: flags.asOf });
      print(flags, book, () => describeBook(book));
    });

  addRemoteOptions(users.command('inventory'))
    .description('show what a user would leave behind: leads, reports, keys and scheduled requests')
    .argument(...user)
    .action(async (name: string, flags: Flags) => {
      const client = await openClient(flags);
      const inventory = await client.users.inventory(await findUserId(client, name));
      print(flags, inventory, () => describeInventory(inventory));
    });
}

/** `baton users head`: it asks a server as the reads do. */
export function addHead(users: Command): void {
  addRemoteOptions(users.command('head'))
    .description(
      'say that a user reports to nobody on purpose, or with --not that they do not; for administrators',
    )
    .argument(...user)
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

interface ListFlags extends Flags, PageFlags {
  query?: string;
  agentRole?: string;
  active?: true;
  inactive?: true;
}

function addList(users: Command): void {
  addPageOptions(addRemoteOptions(users.command('list')))
    .description('list users in the order of their ids')
    .option('--query <text>', 'any part of the name or the e-mail')
    .option('--agent-role <role>', 'only this agent role')
    .addOption(new Option('--active', 'only active users').conflicts('inactive'))
    .option('--inactive', 'only users who are not active')
    .action(async (flags: ListFlags) => {
      const { query: q, agentRole, limit, after } = flags;
      const isActive = flags.active ?? (flags.inactive ? false : undefined);
      const pages = (await openClient(flags)).users.list({ q, agentRole, isActive, limit, after });
      await printList(flags, pages, ({ items }) => describeUsers(items));
    });
}

function describeUsers(items: UserPage['items']): string[] {
  const rows = items.map(({ userId, name, email, agentRole, accessRole, isActive, manager }) => [
    String(userId),
    name,
    email,
    agentRole,
    accessRole,
    isActive ? 'active' : 'not active',
    manager?.name ?? '',
  ]);
  return toTable([['id', 'name', 'e-mail', 'agent role', 'access role', '', 'reports to'], ...rows]);
}

function describeUser(shown: ShownUser): string[] {
  const { userId, guid, name, email, agentRole, accessRole, isActive, manager, isHead, directReports } =
    shown;
  const { secondFactorSince: since } = shown;
  return toTable([
    ['user', `${name} (${userId})${isActive ? '' : ', not active'}`],
    ['GUID', guid],
    ['e-mail', email],
    ['agent role', agentRole],
    ['access role', accessRole],
    [
      'reports to',
      manager ? `${manager.name} (${manager.userId})` : isHead ? 'nobody, on purpose' : 'nobody',
    ],
    ['direct reports', String(directReports)],
    ...(since === null ? [] : [['second factor', `since ${since}`]]),
  ]);
}

function describeReports(items: ReportPage['items']): string[] {
  const rows = items.map(({ depth, userId, name, email, agentRole, managerId }) => [
    String(depth),
    String(userId),
    name,
    email,
    agentRole,
    String(managerId),
  ]);
  return toTable([['depth', 'id', 'name', 'e-mail', 'agent role', 'reports to'], ...rows]);
}

function describeBook({ userId, book, roles }: ShownBook): string[] {
  const rows = roles.map(({ role, primary, secondary }) => [role, String(primary), String(secondary)]);
  return [
    `User ${userId} is primary on ${countOf(book, 'lead')}.`,
    ...(rows.length === 0 ? [] : toTable([['role', 'primary', 'secondary'], ...rows])),
  ];
}

function describeInventory({ user: leaver, leads, reports, keys, ...requests }: Inventory): string[] {
  const rows = leads.map(({ role, standing, count }) => [role, standing, String(count)]);
  return [
    `${leaver.name} (${leaver.userId}) holds:`,
    ...(rows.length === 0 ? [] : [...toTable([['role', 'standing', 'leads'], ...rows]), '']),
    ...toTable([
      ['direct reports', String(reports.count)],
      ['keys in force', String(keys.count)],
      ['scheduled requests that name them', String(requests.scheduledRequests.count)],
      ['requests scheduled by them', String(requests.ownScheduledRequests.count)],
    ]),
  ];
}
