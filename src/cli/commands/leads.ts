import type { Command } from 'commander';
import type { LeadChains, LeadHistoryPage } from '../../client/client.ts';
import { describeLead, nameCause } from '../remote/describe-lead.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { asOfOption } from '../terminal/moment-option.ts';
import { print } from '../terminal/print.ts';
import { readLeadId } from '../terminal/read-ids.ts';
import { toTable } from '../terminal/table.ts';
import { addLeadsByKey } from './by-key.ts';
import { addLeadChange } from './change-lead.ts';
import { addRecordChanges } from './change-records.ts';
import { addLeadList } from './list-leads.ts';

type Flags = RemoteFlags & { json?: true };
type AsOfFlags = Flags & { asOf?: string };

/** `baton leads list | change | facts | show | history | chain`. */
export function addLeadsCommand(program: Command): void {
  const leads = program
    .command('leads')
    .description('list and change leads, and show who stands on one, who did, and who answers for it');
  addLeadList(leads);
  addLeadChange(leads);
  addRecordChanges(leads);
  addLeadsByKey(leads);

  addRemoteOptions(leads.command('show'))
    .description('show a lead and who stands on it')
    .argument('<leadId>', 'the lead', readLeadId)
    .option(...asOfOption)
    .action(async (leadId: number, flags: AsOfFlags) => {
      const lead = await (await openClient(flags)).leads.show(leadId, { asOf: flags.asOf });
      print(flags, lead, () => describeLead(lead));
    });

  addPageOptions(addRemoteOptions(leads.command('history')))
    .description('list everyone who ever stood on a lead, the newest first')
    .argument('<leadId>', 'the lead', readLeadId)
    .action(async (leadId: number, flags: Flags & PageFlags) => {
      const { limit, after } = flags;
      const pages = (await openClient(flags)).leads.history(leadId, { limit, after });
      await printList(flags, pages, ({ items }) => describeHistory(items));
    });

  addRemoteOptions(leads.command('chain'))
    .description('show the primaries of a lead and the managers above each')
    .argument('<leadId>', 'the lead', readLeadId)
    .option(...asOfOption)
    .action(async (leadId: number, flags: AsOfFlags) => {
      const chain = await (await openClient(flags)).leads.chain(leadId, { asOf: flags.asOf });
      print(flags, chain, () => describeChains(chain));
    });
}

function describeHistory(items: LeadHistoryPage['items']): string[] {
  const rows = items.map(({ user, role, standing, fromAt, fromRequest, untilAt, untilRequest }) => [
    `${user.name} (${user.userId})`,
    role,
    standing,
    fromAt,
    untilAt ?? 'now',
    nameCause(fromRequest),
    untilRequest ? nameCause(untilRequest) : '',
  ]);
  return toTable([['user', 'role', 'standing', 'from', 'until', 'began by', 'ended by'], ...rows]);
}

function describeChains({ leadId, chains }: LeadChains): string[] {
  if (chains.length === 0) return [`Nobody answers for lead ${leadId}.`];
  return chains.map(({ role, primary, managers }) =>
    [
      `${role}: ${primary.name} (${primary.userId})`,
      ...managers.map(({ name, userId }) => `${name} (${userId})`),
    ].join(' → '),
  );
}
