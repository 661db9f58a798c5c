import type { Command } from 'commander';
import { wordFact } from '../../contract/words/fact-words.ts';
import { UsageError } from '../terminal/options.ts';

export interface ExternalKeyFlags {
  externalKey?: string[];
}

export function addExternalKeyOption(command: Command): Command {
  return command.option(
    '--external-key <system=key...>',
    'the key that another system has for it; without a key it is taken away',
  );
}

export function readExternalKeys({ externalKey }: ExternalKeyFlags): {
  externalKeys?: Record<string, string | null>;
} {
  return externalKey === undefined ? {} : { externalKeys: Object.fromEntries(externalKey.map(readOne)) };
}

function readOne(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1) || null];
  throw new UsageError(
    `"${text}" is no key of a system: write it as system=key, or system= to take it away.`,
  );
}

/** As rows of a table. */
export function describeExternalKeys(keys: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(keys).map(([system, key]) => [wordFact(`externalKeys.${system}`), key]);
}
