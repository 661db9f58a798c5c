import sql, { type Sql } from 'sql-template-tag';
import type { OrphanKind } from '../../contract/words/orphan-words.ts';
import { isAdministrator, type Reader } from '../access/access-rules.ts';
import { seesLead, seesUser } from '../access/sight.ts';
import { findLeadsHeldLast, findOrphans } from './find-orphans.ts';

/** A query of all orphans of one kind that the reader sees. Of a lead on which nobody stands that is whoever held it last. */
export function findOrphansInSight(kind: OrphanKind, reader: Reader): Sql {
  if (isAdministrator(reader)) return findOrphans(kind, reader.orgId);
  if (kind === 'lead-unassigned') {
    return findLeadsHeldLast(reader.orgId, (userId) => seesUser(reader, userId));
  }
  return sql`select f.* from (${findOrphans(kind, reader.orgId)}) f where ${isInSight(kind, reader)}`;
}

function isInSight(kind: Exclude<OrphanKind, 'lead-unassigned'>, reader: Reader): Sql {
  switch (kind) {
    case 'lead-primary-inactive':
    case 'lead-secondary-inactive':
    case 'role-without-primary':
      return seesLead(reader, sql`f.id`);
    case 'user-manager-inactive':
    case 'user-without-manager':
    case 'book-over-limit':
      return seesUser(reader, sql`f.user_id`);
    case 'request-names-leaver':
      return sql`exists (select from request r where r.org_id = ${reader.orgId} and r.request_id = f.id
        and ${seesUser(reader, sql`r.requested_by`)})`;
  }
}
