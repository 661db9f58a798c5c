import type { Command } from 'commander';
import type { FactsPlan } from '../../client/client.ts';
import { parseAmount, wantedAmount } from '../../contract/rules/amount-rules.ts';
import { sayLeadFacts } from '../../contract/rules/lead-fact-rules.ts';
import { type LeadFact, leadFacts } from '../../contract/words/fact-words.ts';
import { UsageError } from '../terminal/options.ts';
import { addExternalKeyOption, type ExternalKeyFlags, readExternalKeys } from './external-key-options.ts';

type LeadFacts = NonNullable<FactsPlan['leads']>[number]['facts'];

export interface LeadFactFlags extends Partial<Record<LeadFact, string>>, ExternalKeyFlags {
  attribute?: string[];
}

/** What each flag is about; a name is asked for by whoever needs one. */
const told: Readonly<Record<Exclude<LeadFact, 'name'>, string>> = {
  status: 'its status; an empty one for none',
  source: 'where it came from',
  state: 'its state',
  phone: 'a number to call; an empty one for none',
  email: 'an e-mail address; an empty one for none',
  product: 'what it is about; an empty one for none',
  amount: 'how much it is about, such as 250000.50; an empty one for none',
};

/** What is to be known of a lead, apart from its name. */
export function addLeadFactOptions(command: Command): Command {
  for (const [fact, about] of Object.entries(told)) command.option(`--${fact} <${fact}>`, about);
  command.option('--attribute <name=value...>', 'an attribute; without a value it is taken away');
  return addExternalKeyOption(command);
}

export function readLeadFacts({ attribute = [], ...flags }: LeadFactFlags): LeadFacts {
  const attributes = Object.fromEntries(attribute.map(readAttribute));
  const said = leadFacts.flatMap((fact) => (flags[fact] === undefined ? [] : [[fact, flags[fact]]]));
  return {
    ...sayLeadFacts({ ...Object.fromEntries(said), ...readAmount(flags) }),
    ...(attribute.length > 0 ? { attributes } : {}),
    ...readExternalKeys(flags),
  };
}

function readAmount({ amount }: LeadFactFlags): { amount?: string } {
  if (!amount) return amount === undefined ? {} : { amount };
  const read = parseAmount(amount);
  if (read !== undefined) return { amount: read };
  throw new UsageError(`--amount must be ${wantedAmount}, not "${amount}".`);
}

function readAttribute(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) || null];
  throw new UsageError(`"${text}" is no attribute: write it as name=value, or name= to take it away.`);
}
