import type { Command } from 'commander';
import type { RecordPlan } from '../../client/client.ts';
import { followMade } from '../remote/follow.ts';
import { addLeadFactOptions, type LeadFactFlags, readLeadFacts } from '../remote/lead-fact-options.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { inFlags, recordFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { readUser } from '../remote/user-argument.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { readLeadId } from '../terminal/read-ids.ts';

interface AddFlags extends MakeFlags, LeadFactFlags {
  name: string;
  leadId?: number;
  createdAt?: string;
  primary?: string;
}

/** `baton leads add | archive | restore`: each is a request of kind `record`, followed to its end. */
export function addRecordChanges(leads: Command): void {
  addLeadFactOptions(
    addMakeOptions(leads.command('add'))
      .description('make a lead')
      .requiredOption('--name <name>', 'its name'),
  )
    .option('--lead-id <id>', 'its id; left out, the next one that is free', readLeadId)
    .option(
      '--created-at <moment>',
      'when it came to the organisation, ISO 8601 with an offset; left out: now',
      momentOf('--created-at'),
    )
    .option('--primary <user>', 'who stands on it as primary: an id or an e-mail address')
    .action(({ name, leadId, createdAt, primary, ...flags }: AddFlags) => {
      const facts = readLeadFacts(flags);
      const lead = {
        name,
        ...(leadId === undefined ? {} : { leadId }),
        ...(createdAt === undefined ? {} : { createdAt }),
        ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)),
        ...(primary === undefined ? {} : { primary: readUser(primary) }),
      };
      return make(flags, { newLeads: [lead] });
    });

  addMakeOptions(leads.command('archive'))
    .description('archive leads: they leave every list, and nobody stands on them any more')
    .argument('<leadIds...>', 'which')
    .action((leadIds: string[], flags: MakeFlags) =>
      make(flags, { leads: leadIds.map(readLeadId), isArchived: true }),
    );

  addMakeOptions(leads.command('restore'))
    .description('bring archived leads back, with whoever stood on them and is still active')
    .argument('<leadIds...>', 'which')
    .action((leadIds: string[], flags: MakeFlags) =>
      make(flags, { leads: leadIds.map(readLeadId), isArchived: false }),
    );
}

async function make(flags: MakeFlags, asked: Pick<RecordPlan, 'newLeads' | 'leads' | 'isArchived'>) {
  const body = { kind: 'record' as const, ...asked, ...readRunOptions(flags) };
  const client = await openClient(flags);
  const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(inFlags(recordFlags));
  await followMade(client, made, flags);
}
