import sql from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesLead, seesUser } from '../access/sight.ts';
import type { KeysAbout } from './external-key-store.ts';
import { type ExternalKey, readExternalKey } from './read-external-keys.ts';

/** The id of the user or lead in sight that has this key. */
export async function getByKey(
  database: Database,
  reader: Reader,
  { about, ...named }: ExternalKey & { about: KeysAbout },
): Promise<number> {
  const { system, key } = readExternalKey(named);
  const { orgId } = reader;
  const isSeen = about === 'user' ? seesUser : seesLead;
  const [found] = await readInOrg(database, orgId, (tx) =>
    tx.read<{ id: number }>(sql`select k.subject_id as id from external_key k
      where k.org_id = ${orgId} and k.about = ${about} and k.system = ${system} and k.key = ${key}
        and ${isSeen(reader, sql`k.subject_id`)}`),
  );
  if (!found) throw notFound(about, nameByKey({ system, key }), { sight: sightOf(reader), field: 'key' });
  return found.id;
}

/** To name a user or a lead in a sentence. */
export function nameByKey({ system, key }: ExternalKey): string {
  return `${key} (key in ${system})`;
}
