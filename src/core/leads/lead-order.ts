import sql, { empty, type Sql } from 'sql-template-tag';
import type { LeadSort } from '../../contract/v1/leads.ts';
import { readOptionalMoment } from '../moments/moment-rules.ts';
import { readCursor } from '../paging/page-rules.ts';

/** The order of a list of leads `l`, and how its pages follow each other. */
export interface LeadOrder {
  orderBy: Sql;
  /** What a page's leads are after the page before, beginning with `and`. */
  beyond: Sql;
  /** What a lead is sorted by, as text for the cursor. */
  key: Sql;
  cursorOf(lead: { leadId: number; key: string }): string;
}

const keys: Record<string, { key: Sql; type: Sql }> = {
  name: { key: sql`l.name_key`, type: sql`::text` },
  status: { key: sql`l.status`, type: sql`::text` },
  createdAt: { key: sql`l.created_at`, type: sql`::timestamptz` },
};

export function orderLeads(sort: LeadSort, after: string | undefined): LeadOrder {
  const isDescending = sort.startsWith('-');
  const name = sort.replace('-', '');
  const form = new RegExp(`^${sort},(\\d{1,15}),([^\\u0000]*)$`, 's');
  const [id, value = ''] = readCursor(after, form) ?? [];
  if (name === 'createdAt' && id !== undefined) readOptionalMoment(value, 'after');
  const direction = isDescending ? sql`desc` : sql`asc`;
  const further = isDescending ? sql`<` : sql`>`;
  const { key, type } = keys[name] ?? {};
  const cursorOf = (lead: { leadId: number; key: string }) => `${sort},${lead.leadId},${lead.key}`;
  if (!key || !type) {
    return {
      orderBy: sql`l.lead_id ${direction}`,
      beyond: id === undefined ? empty : sql`and l.lead_id ${further} ${id}::bigint`,
      key: sql`''`,
      cursorOf,
    };
  }
  return {
    orderBy: sql`${key} ${direction}, l.lead_id ${direction}`,
    beyond:
      id === undefined ? empty : sql`and (${key}, l.lead_id) ${further} (${value}${type}, ${id}::bigint)`,
    key,
    cursorOf,
  };
}
