import sql, { raw, type Sql } from 'sql-template-tag';
import type { RequestKind } from '../../contract/words/request-words.ts';
import type { Reader } from '../access/access-rules.ts';
import type { Person } from '../users/person.ts';
import { type SeenPerson, seenPersonOf } from '../users/seen-person.ts';
import { keyMakerOf } from './key-maker.ts';
import { type Undone, undoneOf } from './undone-state.ts';

/** The request that changed something, as whoever reads may see it. */
export interface Cause {
  requestId: number;
  kind: RequestKind;
  requestedBy: SeenPerson | null;
  /** Who made the access key that they asked by, where it was somebody else. */
  keyMadeBy: Person | null;
  reason: string | null;
  undone: Undone;
}

/** The cause that `request` and whoever asked for it, `user`, joined. */
export function causeOf(request: string, user: string, reader: Reader): Sql {
  const r = raw(request);
  return sql`case when ${r}.request_id is not null then jsonb_build_object('requestId', ${r}.request_id,
    'kind', ${r}.kind, 'requestedBy', ${seenPersonOf(user, reader)}, 'keyMadeBy', ${keyMakerOf(request)}, 'reason', ${r}.reason,
    'undone', ${undoneOf(request)}) end`;
}
