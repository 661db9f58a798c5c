import { type Command, Option } from 'commander';
import { describeFacts } from '../remote/describe-facts.ts';
import {
  describeBook,
  describeInventory,
  describeReports,
  describeUser,
  describeUsers,
} from '../remote/describe-users.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { findUserId, userArgument } from '../remote/user-argument.ts';
import { asOfOption } from '../terminal/moment-option.ts';
import { readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

type Flags = RemoteFlags & { json?: true };
type AsOfFlags = Flags & { asOf?: string };

/** `baton users list | show | reports | facts | book | inventory`. */
export function addUserReads(users: Command): void {
  addList(users);

  addRemoteOptions(users.command('show'))
    .description('show a user and whom they report to')
    .argument(...userArgument)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags) => {
      const client = await openClient(flags);
      const shown = await client.users.show(await findUserId(client, name), { asOf: flags.asOf });
      print(flags, shown, () => describeUser(shown));
    });

  addPageOptions(addRemoteOptions(users.command('reports')))
    .description('list everyone below a user, the nearest first')
    .argument(...userArgument)
    .option('--depth <n>', 'how far down: 1 for direct reports only', readPositive)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags & PageFlags & { depth?: number }) => {
      const client = await openClient(flags);
      const { depth, limit, after } = flags;
      const query = { depth, limit, after, asOf: flags.asOf };
      const pages = client.users.reports(await findUserId(client, name), query);
      await printList(flags, pages, ({ items }) => describeReports(items));
    });

  addPageOptions(addRemoteOptions(users.command('facts')))
    .description('list what became known of a user, the newest first')
    .argument(...userArgument)
    .action(async (name: string, flags: Flags & PageFlags) => {
      const client = await openClient(flags);
      const { limit, after } = flags;
      const pages = client.users.facts(await findUserId(client, name), { limit, after });
      await printList(flags, pages, ({ items }) => describeFacts(items));
    });

  addRemoteOptions(users.command('book'))
    .description('count the leads on which a user stands, by agent role and standing')
    .argument(...userArgument)
    .option(...asOfOption)
    .action(async (name: string, flags: AsOfFlags) => {
      const client = await openClient(flags);
      const book = await client.users.book(await findUserId(client, name), { asOf: flags.asOf });
      print(flags, book, () => describeBook(book));
    });

  addRemoteOptions(users.command('inventory'))
    .description('show what a user would leave behind: leads, reports, keys and scheduled requests')
    .argument(...userArgument)
    .action(async (name: string, flags: Flags) => {
      const client = await openClient(flags);
      const inventory = await client.users.inventory(await findUserId(client, name));
      print(flags, inventory, () => describeInventory(inventory));
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
