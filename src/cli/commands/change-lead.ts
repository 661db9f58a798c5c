import type { Command } from 'commander';
import { describeFacts } from '../remote/describe-facts.ts';
import { followMade } from '../remote/follow.ts';
import { addLeadFactOptions, type LeadFactFlags, readLeadFacts } from '../remote/lead-fact-options.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { factFlags, inFlags } from '../remote/name-flags.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { UsageError } from '../terminal/options.ts';
import { readLeadId } from '../terminal/read-ids.ts';

/** `baton leads change | facts`. */
export function addLeadChange(leads: Command): void {
  addLeadFactOptions(
    addMakeOptions(leads.command('change'))
      .description('change what is known of a lead; what is left out stays')
      .argument('<leadId>', 'the lead', readLeadId)
      .option('--name <name>', 'its name'),
  ).action(async (leadId: number, flags: MakeFlags & LeadFactFlags) => {
    const body = {
      kind: 'facts' as const,
      leads: [{ leadId, facts: readFacts(flags) }],
      ...readRunOptions(flags),
    };
    const client = await openClient(flags);
    const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(inFlags(factFlags));
    await followMade(client, made, flags);
  });

  addPageOptions(addRemoteOptions(leads.command('facts')))
    .description('list what became known of a lead, the newest first')
    .argument('<leadId>', 'the lead', readLeadId)
    .action(async (leadId: number, flags: RemoteFlags & PageFlags & { json?: true }) => {
      const { limit, after } = flags;
      const pages = (await openClient(flags)).leads.facts(leadId, { limit, after });
      await printList(flags, pages, ({ items }) => describeFacts(items));
    });
}

function readFacts(flags: LeadFactFlags) {
  const facts = readLeadFacts(flags);
  if (Object.keys(facts).length > 0) return facts;
  throw new UsageError('Say what is to change, such as --status Won.');
}
