import sql, { raw, type Sql } from 'sql-template-tag';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { type Person, personOf } from './person.ts';

/** A user named to a reader who may see no more of them than the name. */
export interface SeenPerson extends Person {
  /** Whether the reader may open their page, and the requests that they asked for. */
  isInSight: boolean;
}

/** The user that `alias` joined, or null where it joined none; named as of then, where a moment is given. */
export function seenPersonOf(alias: string, reader: Reader, asOf?: string): Sql {
  const isInSight = seesUser(reader, sql`${raw(alias)}.user_id`);
  return sql`${personOf(alias, asOf)} || jsonb_build_object('isInSight', ${isInSight})`;
}
