import { type Command, Option } from 'commander';
import { wordKeyMaker } from '../../contract/rules/asked-by-rules.ts';
import { auditWhats, auditWords } from '../../contract/rules/audit-words.ts';
import type { AuditPage } from '../../contract/v1/audit.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { findUserId } from '../remote/user-argument.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { toTable } from '../terminal/table.ts';

interface Flags extends RemoteFlags, PageFlags {
  what?: (typeof auditWhats)[number];
  user?: string;
  from?: string;
  to?: string;
}

/** `baton audit list`. */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('read who made, used and ended ways in');
  addPageOptions(addRemoteOptions(audit.command('list')))
    .description('list the audit trail, the newest first; for administrators')
    .addOption(new Option('--what <what>', 'only this').choices(auditWhats))
    .option('--user <user>', 'only what this user did, or what is about them')
    .option('--from <moment>', 'at this moment or later', momentOf('--from'))
    .option('--to <moment>', 'before this moment', momentOf('--to'))
    .action(async (flags: Flags) => {
      const { what, from, to, limit, after } = flags;
      const client = await openClient(flags);
      const named = flags.user === undefined ? undefined : await findUserId(client, flags.user);
      const user = named === undefined ? undefined : (await client.users.show(named)).userId;
      const pages = client.auditEvents({ what, user, from, to, limit, after });
      await printList(flags, pages, ({ items }) => toTable(items.map(toRow)));
    });
}

function toRow({ at, by, keyMadeBy, what, about, detail, address }: AuditPage['items'][number]): string[] {
  const whom = about === null || about.userId === by?.userId ? '' : `of ${about.email}`;
  return [
    at,
    `${by?.email ?? '–'}${wordKeyMaker(keyMadeBy)}`,
    auditWords[what],
    whom,
    detail ?? '',
    address ?? '',
  ];
}
