import sql from 'sql-template-tag';
import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { isExternalKey } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Asker, isAdministrator } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { findKeyHolders, type KeysAbout, systemOf } from '../external-keys/external-key-store.ts';
import { type ExternalKey, nameFact } from '../external-keys/read-external-keys.ts';
import type { RowDetail } from '../ledger/request-rules.ts';
import type { FactStep, Facts, Known } from './fact-steps.ts';

/** What a row asks for. */
interface RowKeys {
  /** Null: of somebody or something that is new. */
  id: number | null;
  keys: readonly ExternalKey[];
  /** Nobody: no holder is named. */
  asker: Asker | undefined;
}

/** Whose a key is: a user's or a lead's, or what comes by an earlier row. */
type Holder = number | 'new';

/** The keys that facts hold. */
export function keysOfFacts(facts: Facts): ExternalKey[] {
  return Object.entries(facts).flatMap(([fact, key]) =>
    isExternalKey(fact) && typeof key === 'string' ? [{ system: systemOf(fact), key }] : [],
  );
}

/** The same by system, as they are shown. */
export function showExternalKeys(facts: Facts): Record<string, string> {
  return Object.fromEntries(keysOfFacts(facts).map(({ system, key }) => [system, key]));
}

/** Refuses rows two of which ask for one key. */
export function refuseDoubledKeys(
  rows: readonly Facts[],
  at = (place: number, fact: string) => `leads[${place}].facts.${fact}`,
): void {
  const keys = rows.flatMap((facts, place) => keysOfFacts(facts).map((key) => ({ ...key, place })));
  const nameOf = (index: number) => `The ${keys[index]?.system} key ${keys[index]?.key}`;
  refuseDoubled(keys.map(nameKey), {
    at: (index) => at(keys[index]?.place ?? 0, nameFact(keys[index]?.system ?? '')),
    nameOf,
  });
}

/** Of each row why it cannot have a key that it asks for. All together: of two that ask for one, the first has it. */
export async function findTakenKeys(
  tx: Transaction,
  orgId: number,
  { about, rows }: { about: KeysAbout; rows: readonly RowKeys[] },
): Promise<(RowDetail | undefined)[]> {
  const found = await findKeyHolders(tx, orgId, { about, keys: rows.flatMap(({ keys }) => keys) });
  const holders = new Map<string, Holder>(found.map((each) => [nameKey(each), each.subjectId]));
  const taken = rows.map(({ id, keys }) => {
    const first = keys.find((key) => {
      const holder = holders.get(nameKey(key));
      return holder !== undefined && holder !== id;
    });
    if (!first) for (const key of keys) holders.set(nameKey(key), id ?? 'new');
    return first && { key: first, holder: holders.get(nameKey(first)) ?? 'new' };
  });
  return Promise.all(
    taken.map(async (each, place) => {
      if (!each) return undefined;
      const asker = rows[place]?.asker;
      const holder = asker && (await nameHolder(tx, orgId, { ...each, about, asker }));
      return tellTaken(each.key, { about, holder });
    }),
  );
}

function nameKey({ system, key }: ExternalKey): string {
  return `${system} ${key}`;
}

/** Undefined where whoever asks does not see it. */
async function nameHolder(
  tx: Transaction,
  orgId: number,
  { holder, about, asker }: { holder: Holder; about: KeysAbout; asker: Asker },
): Promise<string | undefined> {
  if (holder === 'new') return `another ${about}, which comes at the same time`;
  const name = `${about} ${holder}`;
  if (isAdministrator(asker)) return name;
  const seen = await tx.read(sql`select where ${seesLead({ ...asker, orgId }, sql`${holder}::bigint`)}`);
  return about === 'lead' && seen.length > 0 ? name : undefined;
}

/** That a key is somebody else's. */
export function tellTaken(
  { system, key }: ExternalKey,
  { about, holder }: { about: KeysAbout; holder: string | undefined },
): RowDetail {
  const message =
    holder === undefined
      ? `The ${system} key ${key} is that of another ${about}, which is not in your sight. Ask an administrator.`
      : `The ${system} key ${key} is that of ${holder}. Change that one, or take the key from it first.`;
  return { code: 'key-taken', field: nameFact(system), message };
}

/** Rows that ask for a key of another are refused; what a row has already it may ask for. */
export async function refuseTakenKeys<Of extends Known>(
  tx: Transaction,
  orgId: number,
  {
    about,
    steps,
    askerOf,
  }: { about: KeysAbout; steps: readonly FactStep<Of>[]; askerOf: (place: number) => Asker | undefined },
): Promise<FactStep<Of>[]> {
  const rows = steps.map((step, place) => ({
    id: 'known' in step ? step.known.id : null,
    keys: 'known' in step ? keysOfFacts(onlyNew(step)) : [],
    asker: askerOf(place),
  }));
  if (!rows.some(({ keys }) => keys.length > 0)) return [...steps];
  const taken = await findTakenKeys(tx, orgId, { about, rows });
  return steps.map((step, place) => {
    const detail = taken[place];
    return detail ? { settled: { outcome: 'failed', detail } } : step;
  });
}

function onlyNew({ known, asked }: { known: Known; asked: Facts }): Facts {
  return Object.fromEntries(
    Object.entries(asked).filter(([fact, value]) => value !== (known.facts[fact] ?? null)),
  );
}

/** Whether these facts give or take a key. */
export function hasKeys(facts: Facts): boolean {
  return Object.keys(facts).some(isExternalKey);
}

/** Whether a row gives or takes a key. */
export function changesKeys(step: FactStep<Known>): boolean {
  return 'known' in step && hasKeys(onlyNew(step));
}
