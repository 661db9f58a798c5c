import sql, { type Sql } from 'sql-template-tag';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { attributePrefix, externalKeyPrefix } from '../../contract/words/fact-words.ts';
import { readToldFacts, tellLeadFacts } from './lead-facts.ts';

/** What facts were that changed since a moment; null: it was not known. */
export type PastFacts = Readonly<Record<string, string | null>>;

/** What of a lead `l` changed since the moment, as it was then; null without a moment, or where nothing did. */
export function leadFactsSince(asOf: string | undefined): Sql {
  if (asOf === undefined) return sql`null::jsonb`;
  return sql`(select jsonb_object_agg(f.fact, f.value) from (
    select distinct on (p.fact) p.fact, p.value from fact_past p where p.org_id = l.org_id and p.about = 'lead'
      and p.subject_id = l.lead_id and p.until_at > ${asOf}::timestamptz order by p.fact, p.until_at) f)`;
}

interface TurnedLead extends ToldLeadFacts {
  attributes: Record<string, unknown>;
  externalKeys: Record<string, string>;
}

/** A lead with the facts that it had then. */
export function turnBack<Lead extends TurnedLead>(lead: Lead, past: PastFacts | null): Lead {
  if (!past) return lead;
  const facts = tellLeadFacts({ ...readToldFacts(lead), ...past });
  const attributes = turnMembersBack(lead.attributes, past, attributePrefix);
  const externalKeys = turnMembersBack(lead.externalKeys, past, externalKeyPrefix);
  return { ...lead, ...facts, attributes, externalKeys };
}

function turnMembersBack<Value>(
  members: Readonly<Record<string, Value>>,
  past: PastFacts,
  prefix: string,
): Record<string, Value | string> {
  const then = new Map<string, Value | string>(Object.entries(members)); // which may be called as an object has its own members
  for (const [fact, value] of Object.entries(past)) {
    if (!fact.startsWith(prefix)) continue;
    const name = fact.slice(prefix.length);
    if (value === null) then.delete(name);
    else then.set(name, value);
  }
  return Object.fromEntries(then);
}
