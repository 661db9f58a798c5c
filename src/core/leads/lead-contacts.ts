import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { LeadTexts } from './lead-facts.ts';
import { phoneKey } from './phone-key-rules.ts';

/** Facts by which leads are found that may be one. */
export const contactFacts: readonly string[] = ['email', 'phone'];

/** An e-mail or a phone of a lead, as it is compared. */
interface Contact {
  leadId: number;
  kind: 'email' | 'phone';
  key: string;
}

export function listContacts(leads: readonly { leadId: number; facts: LeadTexts }[]): Contact[] {
  return leads.flatMap(({ leadId, facts: { email, phone } }) => {
    const ofPhone = phone ? phoneKey(phone) : undefined;
    return [
      ...(email ? [{ leadId, kind: 'email' as const, key: foldEmail(email) }] : []),
      ...(ofPhone ? [{ leadId, kind: 'phone' as const, key: ofPhone }] : []),
    ];
  });
}

/** Contacts as three parameters of a statement, by which it has them as rows. */
export function contactArrays(contacts: readonly Contact[]) {
  return [
    contacts.map(({ leadId }) => leadId),
    contacts.map(({ kind }) => kind),
    contacts.map(({ key }) => key),
  ] as const;
}

/** Keeps how these locked leads are reached now. */
export function saveContacts(
  tx: Transaction,
  orgId: number,
  leads: readonly { leadId: number; facts: LeadTexts }[],
): void {
  if (leads.length === 0) return;
  tx.write({
    name: 'drop-contacts',
    text: 'delete from lead_contact where org_id = $1 and lead_id = any($2::bigint[])',
    values: [orgId, leads.map(({ leadId }) => leadId)],
  });
  const contacts = listContacts(leads);
  if (contacts.length === 0) return;
  tx.write({
    name: 'save-contacts',
    text: `insert into lead_contact (org_id, lead_id, kind, key)
      select $1, * from unnest($2::bigint[], $3::text[], $4::text[])`,
    values: [orgId, ...contactArrays(contacts)],
  });
}
