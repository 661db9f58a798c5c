import type { ReassignPlan } from '../../client/client.ts';
import type { OtherUsers } from '../../contract/words/term-words.ts';
import { UsageError } from '../terminal/options.ts';
import { readLeadId } from '../terminal/read-ids.ts';
import { type LeadFlags, readLeadOptions } from './make-options.ts';
import { type ReceiverFlags, readReceiver } from './read-distribution.ts';
import { type RemovalFlags, readRemoval } from './read-removal.ts';
import { readSelection } from './read-selection.ts';
import { readUser } from './user-argument.ts';

export interface ReassignFlags extends LeadFlags, ReceiverFlags, RemovalFlags {
  csv?: string;
  ignoreColumns?: string[];
  select?: string[];
  with?: string[];
  others?: OtherUsers;
}

/** What a command line that names leads, or selects them, asks for. */
export function readReassignment(leadIds: readonly string[], flags: ReassignFlags): ReassignPlan {
  const to = readReceiver(flags);
  const removal = readRemoval(flags, { receives: to !== undefined, others: flags.others });
  if (!to && !removal) {
    throw new UsageError(
      'Nobody is named to receive the leads: give --to, --distribute or --level; or --nobody, --empty-role or --remove.',
    );
  }
  return {
    kind: 'reassign',
    ...readLeads(leadIds, flags),
    ...(to ? { to } : {}),
    ...(flags.others ? { others: flags.others } : {}),
    ...removal,
    ...readLeadOptions(flags),
  };
}

type Leads = Pick<ReassignPlan, 'leads' | 'rows' | 'selection'>;

function readLeads(leadIds: readonly string[], { select, with: listed }: ReassignFlags): Leads {
  const leads = leadIds.map(readLeadId);
  if (select && listed) throw new UsageError('--with goes with leads that are named, not with --select.');
  if (select) return { selection: readSelection(select) };
  if (!listed) return { leads };
  return { rows: leads.map((leadId) => ({ leadId, listed: listed.map(readUser) })) };
}

/** Leads come from exactly one place. */
export function ensureOneSource(leadIds: readonly string[], { csv, select }: ReassignFlags): void {
  const given = [leadIds.length > 0, csv !== undefined, select !== undefined].filter(Boolean);
  if (given.length === 1) return;
  throw new UsageError('Name the leads in exactly one way: by their ids, by --csv, or by --select.');
}
