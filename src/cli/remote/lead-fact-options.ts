import type { Command } from 'commander';
import type { FactsPlan } from '../../client/client.ts';
import { type LeadFact, leadFacts } from '../../contract/words/fact-words.ts';
import { UsageError } from '../terminal/options.ts';

type LeadFacts = NonNullable<FactsPlan['leads']>[number]['facts'];

export interface LeadFactFlags extends Partial<Record<LeadFact, string>> {
  attribute?: string[];
}

/** What each flag is about; a name is asked for by whoever needs one. */
const told: Readonly<Record<Exclude<LeadFact, 'name'>, string>> = {
  status: 'its status; an empty one for none',
  source: 'where it came from',
  state: 'its state',
};

/** What is to be known of a lead, apart from its name. */
export function addLeadFactOptions(command: Command): Command {
  for (const [fact, about] of Object.entries(told)) command.option(`--${fact} <${fact}>`, about);
  return command.option('--attribute <name=value...>', 'an attribute; without a value it is taken away');
}

export function readLeadFacts({ attribute = [], ...flags }: LeadFactFlags): LeadFacts {
  const attributes = Object.fromEntries(attribute.map(readAttribute));
  const said = leadFacts.flatMap((fact) => (flags[fact] === undefined ? [] : [[fact, flags[fact]]]));
  return { ...Object.fromEntries(said), ...(attribute.length > 0 ? { attributes } : {}) };
}

function readAttribute(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) || null];
  throw new UsageError(`"${text}" is no attribute: write it as name=value, or name= to take it away.`);
}
