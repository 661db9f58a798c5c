import sql, { empty, type Sql } from 'sql-template-tag';
import type { LeadSort } from '../../contract/words/lead-words.ts';
import { cursorOf } from '../paging/page-rules.ts';

/** The order of a list of leads `l`, by name where `n` is joined, and how its pages follow each other. */
export interface LeadOrder {
  orderBy: Sql;
  /** What a page's leads are after the page before, beginning with `and`. */
  beyond: Sql;
  /** What a lead is sorted by, as text. */
  key: Sql;
  /** The `next` of a page that ends with this lead. */
  nextAfter(lead: { leadId: number; key: string }): string;
}

const keys: Record<string, { key: Sql; type: Sql }> = {
  name: { key: sql`n.name_key`, type: sql`::text` },
  status: { key: sql`l.status`, type: sql`::text` },
  createdAt: { key: sql`l.created_at`, type: sql`::timestamptz` },
};

export function orderLeads(orgId: number, sort: LeadSort, after: string | undefined): LeadOrder {
  const isDescending = sort.startsWith('-');
  const name = sort.replace('-', '');
  const cursor = cursorOf(`leads by ${sort}`, /^(\d{1,15}),([^\0]*)$/s);
  const [id, value = ''] = cursor.open(orgId, after) ?? [];
  const direction = isDescending ? sql`desc` : sql`asc`;
  const further = isDescending ? sql`<` : sql`>`;
  const { key, type } = keys[name] ?? {};
  const nextAfter = (lead: { leadId: number; key: string }) =>
    cursor.seal(orgId, `${lead.leadId},${lead.key}`);
  if (!key || !type) {
    return {
      orderBy: sql`l.lead_id ${direction}`,
      beyond: id === undefined ? empty : sql`and l.lead_id ${further} ${id}::bigint`,
      key: sql`''`,
      nextAfter,
    };
  }
  return {
    orderBy: sql`${key} ${direction}, l.lead_id ${direction}`,
    beyond:
      id === undefined ? empty : sql`and (${key}, l.lead_id) ${further} (${value}${type}, ${id}::bigint)`,
    key,
    nextAfter,
  };
}
