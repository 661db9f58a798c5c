// What somebody fills in about a person, known or new, and what of it is asked for.

import type { ShownUser } from '../../../../src/client/client.ts';
import { parseEmail } from '../../../../src/contract/rules/email-rules.ts';
import type { AccessRole } from '../../../../src/contract/words/access-words.ts';
import { omitUndefined } from '../../../address/read-search.ts';

export interface FactDraft {
  firstName: string;
  lastName: string;
  email: string;
  agentRole: string;
  accessRole: AccessRole;
  /** Undefined: they report to nobody. */
  managerId: number | undefined;
  reason: string;
}

/** Of a person what the fields hold. */
export type Known = Pick<
  ShownUser,
  'firstName' | 'lastName' | 'email' | 'agentRole' | 'accessRole' | 'manager'
>;

/** A sentence for each field that has one. */
export type Told = { [Field in keyof FactDraft]?: string };

export const emptyFacts: FactDraft = {
  firstName: '',
  lastName: '',
  email: '',
  agentRole: '',
  accessRole: 'agent',
  managerId: undefined,
  reason: '',
};

export function draftOf({ firstName, lastName, email, agentRole, accessRole, manager }: Known): FactDraft {
  return { firstName, lastName, email, agentRole, accessRole, managerId: manager?.userId, reason: '' };
}

/** What is to be another than it is, and nothing else. */
export function listAsked(draft: FactDraft, known: Known) {
  const { firstName, lastName, email, agentRole, accessRole, managerId } = draft;
  const otherText = (asked: string, now: string) => (asked.trim() === now ? undefined : asked.trim());
  return omitUndefined({
    firstName: otherText(firstName, known.firstName),
    lastName: otherText(lastName, known.lastName),
    email: otherText(email, known.email),
    agentRole: otherText(agentRole, known.agentRole),
    accessRole: accessRole === known.accessRole ? undefined : accessRole,
    manager: managerId === known.manager?.userId ? undefined : referTo(managerId),
  });
}

/** Somebody new as the call takes them. */
export function toNewUser(draft: FactDraft) {
  const { firstName, lastName, email, agentRole, accessRole, managerId } = draft;
  return {
    firstName: firstName.trim(),
    email: email.trim(),
    agentRole: agentRole.trim(),
    accessRole,
    manager: referTo(managerId),
    ...omitUndefined({ lastName: lastName.trim() || undefined, ...toReason(draft) }),
  };
}

export function toReason({ reason }: Pick<FactDraft, 'reason'>) {
  return omitUndefined({ reason: reason.trim() || undefined });
}

function referTo(userId: number | undefined): { userId: number } | null {
  return userId === undefined ? null : { userId };
}

/** What is missing or is no address, before anybody is asked; what stays as it is known is not judged. */
export function findGaps(draft: FactDraft, known?: Known): Told {
  const changed = (field: 'firstName' | 'email' | 'agentRole', fault: string | undefined) =>
    draft[field] === known?.[field] ? undefined : fault;
  const ifBlank = (text: string, fault: string) => (text.trim() === '' ? fault : undefined);
  const { firstName, email, agentRole } = draft;
  return omitUndefined({
    firstName: changed('firstName', ifBlank(firstName, 'A person needs a first name.')),
    email: changed('email', ifBlank(email, 'A person needs an e-mail.') ?? tellProblem(email)),
    agentRole: changed('agentRole', ifBlank(agentRole, 'A person needs an agent role.')),
  });
}

function tellProblem(email: string): string | undefined {
  const parsed = parseEmail(email);
  return 'problem' in parsed ? `The address ${parsed.problem}.` : undefined;
}

/** What somebody else made of a field since it was opened. */
export function tellMeanwhile(opened: Known, now: Known): Told {
  const [before, after] = [wordKnown(opened), wordKnown(now)];
  const fields = ['firstName', 'lastName', 'email', 'agentRole', 'accessRole', 'managerId'] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(
    changed.map((field) => [
      field,
      `Somebody changed it meanwhile from ${before[field]} to ${after[field]}.`,
    ]),
  );
}

function wordKnown({ firstName, lastName, email, agentRole, accessRole, manager }: Known) {
  const name = (text: string) => text || 'none';
  const managerId = manager ? manager.name : 'nobody';
  return { firstName, lastName: name(lastName), email, agentRole: name(agentRole), accessRole, managerId };
}
