import sql, { type Sql } from 'sql-template-tag';
import { type OrphanKind, orphanKinds } from '../../contract/words/orphan-words.ts';
import { isAdministrator, type Reader } from '../access/access-rules.ts';
import { seesLead, seesUser } from '../access/sight.ts';
import { findOrphans } from './find-orphans.ts';

/** Of the kinds those whose subjects the reader could see: to others "none" would say what nobody looked for. */
export function kindsInSight(reader: Reader): readonly OrphanKind[] {
  return isAdministrator(reader) ? orphanKinds : orphanKinds.filter((kind) => kind !== 'lead-unassigned');
}

/** A query of all orphans of one kind that the reader sees. */
export function findOrphansInSight(kind: OrphanKind, reader: Reader): Sql {
  const found = findOrphans(kind, reader.orgId);
  if (isAdministrator(reader)) return found;
  return sql`select f.* from (${found}) f where ${isInSight(kind, reader)}`;
}

function isInSight(kind: OrphanKind, reader: Reader): Sql {
  switch (kind) {
    case 'lead-unassigned':
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
