import { Refusal } from '../../contract/refusal.ts';
import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import { isAdministrator } from '../access/access-rules.ts';
import { readInput } from '../assignments/row-input.ts';
import { type LeadFactsAsk, readLeadFacts } from '../facts/read-lead-facts.ts';
import type { FactValue } from '../law/fact-rules.ts';
import type { Unwritten } from '../ledger/read-spec.ts';
import type { Requester } from '../ledger/request-rules.ts';
import { readMoment } from '../moments/read-moment.ts';
import type { UserReference } from '../users/user-reference.ts';

/** A lead that is to be, as a caller says it. */
export interface NewLeadAsk extends LeadFactsAsk {
  /** Left out: the next one that is free. */
  leadId?: number | undefined;
  name: string;
  /** ISO 8601; left out: now. */
  createdAt?: string | undefined;
  primary?: UserReference | undefined;
  listed?: readonly UserReference[] | undefined;
  /** The caller's own key of the row. */
  key?: string | undefined;
}

/** The same as its row keeps it. */
export interface KeptLead {
  leadId: number | null;
  /** With the moment at which it came to the organisation, where that is not now. */
  facts: Readonly<Record<string, FactValue>>;
  primary: UserReference | null;
  listed: readonly UserReference[];
}

const createdFact = 'createdAt';

/**
 * Refused at the member `at` it: what nobody could see, a lead without a name, somebody listed beside nobody; of managers an id,
 * for whether there is such a lead is not theirs to know.
 */
export function readNewLead(
  { leadId, createdAt, primary, listed, key: _, ...said }: NewLeadAsk,
  { asker, at }: { asker: Requester; at: (member: string) => string },
): KeptLead {
  const read = readLeadFacts(said, at);
  const facts = Object.fromEntries(
    Object.entries(read).flatMap(([fact, value]) => (value ? [[fact, value]] : [])),
  );
  if (!facts.name) throw refuse(at('name'), 'is blank; it needs a value.');
  if (!primary && listed?.length) {
    throw refuse(at('listed'), 'names users beside nobody; name a primary, too.');
  }
  if (!primary && !isAdministrator(asker)) {
    throw refuse(at('primary'), 'is needed: managers make leads for somebody in their team.');
  }
  if (leadId !== undefined && !isAdministrator(asker)) {
    throw refuse(
      at('leadId'),
      'is for administrators to choose; leave it out for the next one that is free.',
    );
  }
  return {
    leadId: leadId ?? null,
    facts: {
      ...facts,
      ...(createdAt === undefined ? {} : { [createdFact]: readMoment(createdAt, at(createdFact)) }),
    },
    primary: primary ?? null,
    listed: listed ?? [],
  };
}

function refuse(field: string, why: string): Refusal {
  return new Refusal('invalid-input', { field, message: `${field} ${why}` });
}

/** What the row of a new lead keeps. */
export function toInput({ leadId, facts, primary, listed }: KeptLead): Unwritten<RowInput> {
  return {
    ...(leadId === null ? {} : { leadId }),
    facts,
    ...(primary ? { primary } : {}),
    ...(listed.length > 0 ? { listed: [...listed] } : {}),
  };
}

/** The other way round. */
export function readKeptLead(input: RowInput | null): KeptLead {
  const { primary = null, listed = [] } = readInput(input);
  return { leadId: input?.leadId ?? null, facts: input?.facts ?? {}, primary, listed };
}

/** When it came to the organisation. Null: now. */
export function createdAtOf({ facts }: KeptLead): string | null {
  return facts[createdFact] ?? null;
}
