import { type Command, Option } from 'commander';
import type { LeadPage, LeadSort, ListedLead } from '../../client/client.ts';
import { leadSorts, type Standing } from '../../contract/words/lead-words.ts';
import { inFlags, selectionFlags } from '../remote/name-flags.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import { readLeadFilters } from '../remote/read-lead-filters.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { asOfOption } from '../terminal/moment-option.ts';
import { toTable } from '../terminal/table.ts';

interface ListFlags extends RemoteFlags, PageFlags {
  select?: string[];
  asOf?: string;
  sort?: LeadSort;
  count?: true;
}

/** `baton leads list`: what `baton reassign --select` would find, and of a past moment who stood on it then. */
export function addLeadList(leads: Command): void {
  addPageOptions(addRemoteOptions(leads.command('list')))
    .description('list leads and who stands on them, or stood on them at a moment')
    .option('--select <key=value...>', 'only those that a filter finds, such as owner=126 status=New')
    .option(...asOfOption)
    .addOption(new Option('--sort <order>', 'another order than by id').choices(leadSorts))
    .option('--count', 'tell how many there are over all pages')
    .action(async (flags: ListFlags) => {
      const { select, asOf, sort, count, limit, after } = flags;
      const client = await openClient(flags);
      const query = { ...readLeadFilters(select ?? [], asOf), sort, count, limit, after };
      await printList(flags, client.leads.list(query), describeLeads).catch(inFlags(selectionFlags));
    });
}

function describeLeads({ items, total }: LeadPage): string[] {
  const rows = items.map((lead) => [
    String(lead.leadId),
    lead.name,
    lead.status,
    nameThose(lead, 'primary'),
    nameThose(lead, 'secondary'),
  ]);
  return [
    ...toTable([['id', 'name', 'status', 'primary', 'secondary'], ...rows]),
    ...(total === null ? [] : ['', `${total.toLocaleString('en')} in all.`]),
  ];
}

function nameThose({ assignments }: ListedLead, standing: Standing): string {
  const those = assignments.filter((each) => each.standing === standing);
  return those.map(({ name, userId, role }) => `${name} (${userId}), ${role}`).join('; ');
}
