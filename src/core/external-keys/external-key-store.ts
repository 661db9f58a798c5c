import sql, { raw, type Sql } from 'sql-template-tag';
import { type ExternalKeyFact, externalKeyPrefix, isExternalKey } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type ExternalKey, nameFact } from './read-external-keys.ts';

/** Whom or what keys name. */
export type KeysAbout = 'user' | 'lead';

const keyLock = 7_246_855;

/** Until the transaction ends nobody else of the org gives keys to leads: the same would else be given twice. */
export function takeKeyTurn(tx: Transaction, orgId: number): void {
  tx.write({ text: 'select pg_advisory_xact_lock($1, $2)', values: [keyLock, orgId] });
}

/** The same, where it is nobody else's turn now. */
export async function tryKeyTurn(tx: Transaction, orgId: number): Promise<boolean> {
  const [row] = await tx.read<{ isMine: boolean }>({
    name: 'try-key-turn',
    text: 'select pg_try_advisory_xact_lock($1, $2) as "isMine"',
    values: [keyLock, orgId],
  });
  return row?.isMine ?? false;
}

/** Whose a key is. */
export interface KeyHolder extends ExternalKey {
  subjectId: number;
}

export async function findKeyHolders(
  tx: Transaction,
  orgId: number,
  { about, keys }: { about: KeysAbout; keys: readonly ExternalKey[] },
): Promise<KeyHolder[]> {
  if (keys.length === 0) return [];
  return tx.read<KeyHolder>({
    name: 'find-key-holders',
    text: `select k.system, k.key, k.subject_id as "subjectId"
      from unnest($3::text[], $4::text[]) n (system, key)
      join external_key k on k.org_id = $1 and k.about = $2 and k.system = n.system and k.key = n.key`,
    values: [orgId, about, keys.map(({ system }) => system), keys.map(({ key }) => key)],
  });
}

/** The keys of users or leads as facts, by whose they are. */
export async function loadExternalKeys(
  tx: Transaction,
  orgId: number,
  { about, subjectIds }: { about: KeysAbout; subjectIds: readonly number[] },
): Promise<Map<number, Record<ExternalKeyFact, string>>> {
  const rows = await tx.read<KeyHolder>({
    name: 'load-external-keys',
    text: `select system, key, subject_id as "subjectId" from external_key
      where org_id = $1 and about = $2 and subject_id = any($3::bigint[])`,
    values: [orgId, about, subjectIds],
  });
  const bySubject = Map.groupBy(rows, ({ subjectId }) => subjectId);
  return new Map(
    Array.from(bySubject, ([subjectId, keys]) => [
      subjectId,
      Object.fromEntries(keys.map(({ system, key }) => [nameFact(system), key])),
    ]),
  );
}

/** The keys of the user or lead that `alias` joined, by system. */
export function externalKeysOf(about: KeysAbout, alias: string): Sql {
  const id = raw(`${alias}.${about === 'user' ? 'user_id' : 'lead_id'}`);
  return sql`(select coalesce(jsonb_object_agg(k.system, k.key), '{}') from external_key k
    where k.org_id = ${raw(alias)}.org_id and k.about = ${about} and k.subject_id = ${id})`;
}

interface KeyChange {
  subjectId: number;
  changes: readonly { fact: string; before: string | null; after: string | null }[];
}

/** Of what changed of users or leads, writes their keys: those that are given up before those that are given. */
export function saveExternalKeys(
  tx: Transaction,
  orgId: number,
  { about, changed }: { about: KeysAbout; changed: readonly KeyChange[] },
): void {
  const rows = changed.flatMap(({ subjectId, changes }) =>
    changes.filter(({ fact }) => isExternalKey(fact)).map((change) => ({ ...change, subjectId })),
  );
  if (rows.length === 0) return;
  tx.write({
    name: 'give-up-keys',
    text: `delete from external_key k using unnest($3::bigint[], $4::text[]) n (subject_id, system)
      where k.org_id = $1 and k.about = $2 and k.subject_id = n.subject_id and k.system = n.system`,
    values: [orgId, about, rows.map(({ subjectId }) => subjectId), rows.map(({ fact }) => systemOf(fact))],
  });
  giveKeys(tx, orgId, {
    about,
    given: rows.flatMap(({ fact, after: key, subjectId }) =>
      key === null ? [] : [{ system: systemOf(fact), key, subjectId }],
    ),
  });
}

export function giveKeys(
  tx: Transaction,
  orgId: number,
  { about, given }: { about: KeysAbout; given: readonly KeyHolder[] },
): void {
  if (given.length === 0) return;
  tx.write({
    name: 'give-keys',
    text: `insert into external_key (org_id, about, system, key, subject_id)
      select $1, $2, n.system, n.key, n.subject_id from unnest($3::text[], $4::text[], $5::bigint[]) n (system, key, subject_id)`,
    values: [
      ...[orgId, about],
      given.map(({ system }) => system),
      given.map(({ key }) => key),
      given.map(({ subjectId }) => subjectId),
    ],
  });
}

export function systemOf(fact: string): string {
  return fact.slice(externalKeyPrefix.length);
}
