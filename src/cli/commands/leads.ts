import type { Command } from 'commander';
import type { LeadChains, LeadHistoryPage, ShownLead } from '../../client/client.ts';
import { wordAskedBy } from '../../contract/rules/asked-by-rules.ts';
import { wordUndone } from '../../contract/rules/undone-rules.ts';
import { wordFact } from '../../contract/words/fact-words.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { asOfOption } from '../terminal/moment-option.ts';
import { print } from '../terminal/print.ts';
import { readLeadId } from '../terminal/read-ids.ts';
import { toTable } from '../terminal/table.ts';
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

function describeLead({ leadId, name, status, source, assignments, ...lead }: ShownLead): string[] {
  const rows = assignments.map(({ user, role, standing, since, roleSince, ...request }) => [
    role,
    standing,
    `${user.name} (${user.userId})${user.isActive ? '' : ', not active'}`,
    since,
    roleSince === since ? '' : roleSince,
    nameCause({ ...request, undone: null }),
  ]);
  const known = (['phone', 'email', 'product', 'amount'] as const).filter((fact) => lead[fact] !== null);
  return [
    [`Lead ${leadId}`, name, status, source].filter((text) => text !== '').join(', '),
    ...toTable(known.map((fact) => [wordFact(fact), String(lead[fact])])),
    ...(rows.length === 0
      ? ['Nobody stands on it.']
      : toTable([['role', 'standing', 'user', 'since', 'in the role since', 'by request'], ...rows])),
  ];
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

/** Who asked for it is told by the request, but for a key that somebody else made. */
function nameCause(
  cause: Pick<
    LeadHistoryPage['items'][number]['fromRequest'],
    'requestId' | 'requestedBy' | 'keyMadeBy' | 'undone'
  >,
): string {
  const asked = cause.keyMadeBy === null ? '' : ` by ${wordAskedBy(cause)}`;
  return [`${cause.requestId}${asked}`, wordUndone(cause.undone)].filter(Boolean).join(', ');
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
