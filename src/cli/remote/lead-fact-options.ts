import type { Command } from 'commander';
import type { FactsPlan } from '../../client/client.ts';
import { UsageError } from '../terminal/options.ts';

type LeadFacts = NonNullable<FactsPlan['leads']>[number]['facts'];

export interface LeadFactFlags {
  name?: string;
  status?: string;
  source?: string;
  state?: string;
  attribute?: string[];
}

/** What is to be known of a lead, apart from its name. */
export function addLeadFactOptions(command: Command): Command {
  return command
    .option('--status <status>', 'its status; an empty one for none')
    .option('--source <source>', 'where it came from')
    .option('--state <state>', 'its state')
    .option('--attribute <name=value...>', 'an attribute; without a value it is taken away');
}

export function readLeadFacts({ name, status, source, state, attribute = [] }: LeadFactFlags): LeadFacts {
  const attributes = Object.fromEntries(attribute.map(readAttribute));
  const told = Object.entries({ name, status, source, state }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(told), ...(attribute.length > 0 ? { attributes } : {}) };
}

function readAttribute(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) || null];
  throw new UsageError(`"${text}" is no attribute: write it as name=value, or name= to take it away.`);
}
