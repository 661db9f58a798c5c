// What is known of a user beside whom they report to, whom they lead and which leads they hold; and of a lead beside who stands on it.

export const userFacts = ['firstName', 'lastName', 'email', 'agentRole', 'accessRole'] as const;
export type UserFact = (typeof userFacts)[number];

/** What people call a fact. */
const factNames: Readonly<Partial<Record<string, string>>> = {
  firstName: 'first name',
  lastName: 'last name',
  email: 'e-mail',
  agentRole: 'agent role',
  accessRole: 'access role',
} satisfies Record<UserFact, string>;

/** Words by which leads are grouped. */
export const leadWords = ['status', 'source', 'state'] as const;

/** What is known of a lead beside its attributes, in the order in which it is shown; each is called as its column. */
export const leadFacts = ['name', ...leadWords, 'phone', 'email', 'product', 'amount'] as const;
export type LeadFact = (typeof leadFacts)[number];

/** Something for each of these facts. */
export function forEachLeadFact<Of>(make: (fact: LeadFact) => Of): Record<LeadFact, Of> {
  return {
    ...{ name: make('name'), status: make('status'), source: make('source'), state: make('state') },
    ...{ phone: make('phone'), email: make('email'), product: make('product'), amount: make('amount') },
  };
}

/** Whether a lead is there. Told with its facts, and changed by requests of kind `record` alone. */
export const recordFact = 'record';
/** Its values; null before the lead was made. */
export const [active, archived] = ['active', 'archived'] as const;

/** Before the name of an attribute, where it is told as a fact. */
export const attributePrefix = 'attributes.';

/** Before the name of another system, where the key by which that names a user or a lead is told as a fact. */
export const externalKeyPrefix = 'externalKeys.';
export type ExternalKeyFact = `${typeof externalKeyPrefix}${string}`;

export function isExternalKey(fact: string): fact is ExternalKeyFact {
  return fact.startsWith(externalKeyPrefix);
}

/** What people call a fact: an attribute by its own name. */
export function wordFact(fact: string): string {
  if (isExternalKey(fact)) return `${fact.slice(externalKeyPrefix.length)} key`;
  return factNames[fact] ?? fact.replace(attributePrefix, '');
}
