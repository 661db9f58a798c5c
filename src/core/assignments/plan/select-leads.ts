import sql, { type Sql } from 'sql-template-tag';
import type { Standing } from '../../../contract/words/lead-words.ts';
import { readWhole } from '../../../database/read-whole.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Assignment } from '../../law/assignment-rules.ts';
import { conditionsOf, type Selection } from '../../leads/lead-conditions.ts';
import type { StagedAsk } from '../row-input.ts';

/** A lead as it is, for a plan to judge. */
export interface LeadNow {
  leadId: number;
  /** Null: there is no such lead. */
  revision: number | null;
  isArchived: boolean;
  current: Assignment[];
  ask: StagedAsk;
  key: string | null;
}

interface JoinedRow {
  leadId: number;
  revision: number | null;
  isArchived: boolean | null;
  /** Of a staged lead alone, like its key. */
  ask?: StagedAsk | null;
  key?: string | null;
  userId: number | null;
  role: string;
  standing: Standing;
  fromAt: string;
  roleSince: string;
}

const nothingAsked: StagedAsk = {};

const rowsAFetch = 8000;

/** Streams the leads of a selection in id order, with who stands on them, by a cursor of this transaction. */
export function selectLeads(tx: Transaction, orgId: number, selection: Selection): AsyncGenerator<LeadNow[]> {
  return readCursor(
    tx,
    sql`select l.lead_id as "leadId", l.revision, l.is_archived as "isArchived", ${assignmentColumns}
      from lead l ${joinAssignments}
      where l.org_id = ${orgId} ${conditionsOf(orgId, selection)}
      order by l.lead_id`,
  );
}

/** Streams the leads that were staged, in their own order. */
export function selectStaged(tx: Transaction, orgId: number): AsyncGenerator<LeadNow[]> {
  return readCursor(
    tx,
    sql`select r.lead_id as "leadId", l.revision, l.is_archived as "isArchived", r.ask, r.key, ${assignmentColumns}
      from staged_row r left join lead l on l.org_id = ${orgId} and l.lead_id = r.lead_id ${joinAssignments}
      order by r.place`,
  );
}

const assignmentColumns = sql`a.user_id as "userId", a.role, a.standing, a.from_at as "fromAt",
  coalesce(a.role_since, a.from_at) as "roleSince"`;

const joinAssignments = sql`left join assignment a
  on a.org_id = l.org_id and a.lead_id = l.lead_id and a.until_at is null`;

/** While the caller works on some leads, the database looks for the next. */
async function* readCursor(tx: Transaction, query: Sql): AsyncGenerator<LeadNow[]> {
  let unfinished: LeadNow | undefined;
  for await (const rows of await readWhole<JoinedRow>(tx, query, rowsAFetch)) {
    const leads = groupRows(rows, unfinished);
    unfinished = leads.pop();
    if (leads.length > 0) yield leads;
  }
  if (unfinished) yield [unfinished];
}

/** Rows of one lead follow each other; the last lead of a fetch may go on in the next. */
function groupRows(rows: readonly JoinedRow[], unfinished: LeadNow | undefined): LeadNow[] {
  const leads = unfinished ? [unfinished] : [];
  let lead = unfinished;
  for (const row of rows) {
    const { leadId, revision, isArchived, ask, key } = row;
    if (lead?.leadId !== leadId) {
      lead = {
        ...{ leadId, revision, isArchived: isArchived ?? false },
        ...{ ask: ask ?? nothingAsked, key: key ?? null, current: [] },
      };
      leads.push(lead);
    }
    if (isAssigned(row)) lead.current.push(row);
  }
  return leads;
}

function isAssigned(row: JoinedRow): row is JoinedRow & Assignment {
  return row.userId !== null;
}
