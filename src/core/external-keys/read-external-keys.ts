import { Refusal } from '../../contract/refusal.ts';
import { findSystemProblem, parseExternalKey } from '../../contract/rules/external-key-rules.ts';
import { type ExternalKeyFact, externalKeyPrefix } from '../../contract/words/fact-words.ts';

/** Keys by system, as a caller says them: null for none any more. */
export type ExternalKeysAsk = Readonly<Record<string, string | null>>;

/** A key in a system, as it is kept. */
export interface ExternalKey {
  system: string;
  key: string;
}

/** Keys as facts, as they are kept. Refused at the member `at` it. */
export function readExternalKeys(
  keys: ExternalKeysAsk | undefined,
  at: (fact: string) => string,
): Partial<Record<ExternalKeyFact, string | null>> {
  const facts = Object.entries(keys ?? {}).map(([system, key]) => {
    const field = at(externalKeyPrefix + system);
    refuseSystem(system, at('externalKeys'));
    return [nameFact(system), key === null ? null : readKey(key, field)] as const;
  });
  return Object.fromEntries(facts);
}

/** The key that a path names. */
export function readExternalKey({ system, key }: ExternalKey): ExternalKey {
  refuseSystem(system, 'system');
  return { system, key: readKey(key, 'key') };
}

export function nameFact(system: string): ExternalKeyFact {
  return `${externalKeyPrefix}${system}`;
}

function refuseSystem(system: string, field: string): void {
  const problem = findSystemProblem(system);
  if (problem === undefined) return;
  const named = field === 'system' ? field : `${field}: the system "${system.slice(0, 60)}"`;
  throw new Refusal('invalid-input', { field, message: `${named} ${problem}.` });
}

function readKey(text: string, field: string): string {
  const read = parseExternalKey(text);
  if ('key' in read) return read.key;
  throw new Refusal('invalid-input', { field, message: `${field} ${read.problem}.` });
}

/** The keys of a body beside the one in its path, which the body may name in no other way. */
export function withKey(keys: ExternalKeysAsk | undefined, { system, key }: ExternalKey): ExternalKeysAsk {
  const field = nameFact(system);
  const named = readExternalKeys(keys, (fact) => fact)[field];
  if (named === undefined || named === key) return { ...keys, [system]: key };
  throw new Refusal('invalid-input', {
    field,
    message: `${field} is another key than the one in the path. Leave it out; by PATCH a key becomes another.`,
  });
}
