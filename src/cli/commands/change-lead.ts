import type { Command } from 'commander';
import type { FactsPlan } from '../../client/client.ts';
import { describeFacts } from '../remote/describe-facts.ts';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { factFlags, inFlags } from '../remote/name-flags.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { UsageError } from '../terminal/options.ts';
import { readLeadId } from '../terminal/read-ids.ts';

type LeadFacts = NonNullable<FactsPlan['leads']>[number]['facts'];

interface Flags extends MakeFlags {
  name?: string;
  status?: string;
  source?: string;
  state?: string;
  attribute?: string[];
}

/** `baton leads change | facts`. */
export function addLeadChange(leads: Command): void {
  addMakeOptions(leads.command('change'))
    .description('change what is known of a lead; what is left out stays')
    .argument('<leadId>', 'the lead', readLeadId)
    .option('--name <name>', 'its name')
    .option('--status <status>', 'its status; an empty one for none')
    .option('--source <source>', 'where it came from')
    .option('--state <state>', 'its state')
    .option('--attribute <name=value...>', 'an attribute; without a value it is taken away')
    .action(async (leadId: number, flags: Flags) => {
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

function readFacts({ name, status, source, state, attribute = [] }: Flags): LeadFacts {
  const attributes = Object.fromEntries(attribute.map(readAttribute));
  const told = Object.entries({ name, status, source, state }).filter(([, value]) => value !== undefined);
  const facts: LeadFacts = {
    ...Object.fromEntries(told),
    ...(attribute.length > 0 ? { attributes } : {}),
  };
  if (Object.keys(facts).length > 0) return facts;
  throw new UsageError('Say what is to change, such as --status Won.');
}

function readAttribute(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) || null];
  throw new UsageError(`"${text}" is no attribute: write it as name=value, or name= to take it away.`);
}
