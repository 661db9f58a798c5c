// What is known of a user beside whom they report to, whom they lead and which leads they hold.

export const userFacts = ['firstName', 'lastName', 'email', 'agentRole', 'accessRole'] as const;
export type UserFact = (typeof userFacts)[number];

/** What people call a fact. */
export const factNames: Readonly<Partial<Record<string, string>>> = {
  firstName: 'first name',
  lastName: 'last name',
  email: 'e-mail',
  agentRole: 'agent role',
  accessRole: 'access role',
} satisfies Record<UserFact, string>;
