import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { active, archived, attributePrefix, leadWords, recordFact } from '../../contract/words/fact-words.ts';
import type { Manner } from '../../database/coalescer.ts';
import type { Transaction } from '../../database/transaction.ts';
import { loadExternalKeys } from '../external-keys/external-key-store.ts';
import type { FactChange, FactValue } from '../law/fact-rules.ts';
import { contactFacts, saveContacts } from '../leads/lead-contacts.ts';
import {
  factArrays,
  factColumns,
  factParameters,
  givenFacts,
  readToldFacts,
  tellLeadFacts,
  toldColumns,
} from '../leads/lead-facts.ts';
import { type VersionedLead, versionOfLead } from '../leads/lead-version.ts';
import { noteSpellings } from '../spellings/spelling-store.ts';
import type { Facts, Known } from './fact-steps.ts';
import { showExternalKeys } from './judge-external-keys.ts';

interface StoredLead extends ToldLeadFacts {
  id: number;
  attributes: Readonly<Record<string, unknown>>;
  revision: number;
  isArchived: boolean;
}

/** A lead with all that is known of it. */
export interface KnownLead extends Known {
  /** How often who stands on it changed. */
  revision: number;
}

/** What is known of a lead, as it is shown, with its version. */
export interface LeadFacts extends VersionedLead {
  leadId: number;
  version: string;
}

/** With these facts instead of those that it has. */
export function showFacts({ id, revision }: KnownLead, facts: Facts): LeadFacts {
  const lead = {
    leadId: id,
    ...tellLeadFacts(facts),
    ...{ attributes: attributesOf(facts), externalKeys: showExternalKeys(facts), revision },
  };
  return { ...lead, version: versionOfLead(lead) };
}

const columns = `l.lead_id as id, ${toldColumns}, l.attributes, l.revision, l.is_archived as "isArchived"`;

/** As they are in a plan's snapshot. */
export async function findKnownLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<Map<number, KnownLead>> {
  return load(tx, orgId, leadIds, '');
}

/** Locked in id order; of those that are free alone, where it passes what others hold. */
export async function lockKnownLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
  manner: Manner = 'wait',
): Promise<Map<number, KnownLead>> {
  return load(tx, orgId, leadIds, manner === 'pass' ? 'for no key update skip locked' : 'for no key update');
}

async function load(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
  lock: string,
): Promise<Map<number, KnownLead>> {
  const [rows, keys] = await Promise.all([
    tx.read<StoredLead>({
      name: `load-known-leads-${lock}`,
      text: `select ${columns} from lead l where l.org_id = $1 and l.lead_id = any($2::bigint[]) order by l.lead_id ${lock}`,
      values: [orgId, leadIds],
    }),
    loadExternalKeys(tx, orgId, { about: 'lead', subjectIds: leadIds }), // a later statement: the first may have waited
  ]);
  return new Map(rows.map((row) => [row.id, toKnown(row, keys.get(row.id))]));
}

function toKnown({ id, attributes, revision, isArchived, ...told }: StoredLead, keys: Facts = {}): KnownLead {
  const facts: Record<string, FactValue> = {
    ...readToldFacts(told),
    [recordFact]: isArchived ? archived : active,
  };
  for (const [name, value] of Object.entries(attributes)) {
    facts[attributePrefix + name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return { id, name: `lead ${id}`, facts: { ...facts, ...keys }, revision };
}

/** Leads must be locked. */
export function saveLeadFacts(
  tx: Transaction,
  orgId: number,
  leads: readonly { subjectId: number; facts: Facts; changes: readonly FactChange[] }[],
): void {
  if (leads.length === 0) return;
  const all = (word: string) => leads.map(({ facts }) => facts[word] ?? '');
  for (const word of leadWords) noteSpellings(tx, orgId, word, all(word));
  const reached = leads.filter(({ changes }) => changes.some(({ fact }) => contactFacts.includes(fact)));
  saveContacts(
    tx,
    orgId,
    reached.map(({ subjectId, facts }) => ({ leadId: subjectId, facts })),
  );
  tx.write({
    name: 'save-lead-facts',
    text: `update lead l set (name_key, attributes, ${factColumns}) = (n.name_key, n.attributes, ${givenFacts})
      from unnest($2::bigint[], $3::text[], $4::jsonb[], ${factParameters(5)})
        n (lead_id, name_key, attributes, ${factColumns})
      where l.org_id = $1 and l.lead_id = n.lead_id`,
    values: [
      orgId,
      leads.map(({ subjectId }) => subjectId),
      all('name').map(foldSearch),
      leads.map(({ facts }) => JSON.stringify(attributesOf(facts))),
      ...factArrays(leads.map(({ facts }) => facts)),
    ],
  });
}

export function attributesOf(facts: Facts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([fact, value]) =>
      fact.startsWith(attributePrefix) && value ? [[fact.slice(attributePrefix.length), value]] : [],
    ),
  );
}
