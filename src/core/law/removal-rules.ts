// What a row asks for that takes users off its lead: everybody, everybody in a role, or certain users.

import type { OtherUsers } from '../../contract/words/term-words.ts';

/** Who is taken off, as a row says it, or the terms of its request for all rows. */
export interface RemovalAsk<User> {
  /** Where nobody receives: the role that is emptied. */
  agentRole?: string | undefined;
  others?: OtherUsers | undefined;
  /** Certain users who go, whoever receives. */
  remove?: readonly User[] | undefined;
}

/** The same once a row's own words and those of its request are put together. */
export interface Removal<User> {
  /** Whose `same-role` are meant where there is no primary. */
  role: string | undefined;
  others: OtherUsers;
  remove: readonly User[];
}

/** As who receives a row is kept: nobody, since nobody is to. */
export const nobodyReceives = -1;

/** What a row leaves out its request says for it. A role to empty counts only where nobody receives. */
export function fillIn<User>(
  row: RemovalAsk<User>,
  terms: RemovalAsk<User> & { others: OtherUsers },
  isForNobody: boolean,
): Removal<User> {
  const remove = row.remove ?? terms.remove ?? [];
  const { agentRole: role, others } = row.agentRole === undefined && row.others === undefined ? terms : row;
  if (isForNobody && role !== undefined) return { role, others: 'same-role', remove };
  return { role: undefined, others: others ?? terms.others, remove };
}

/** What contradicts itself in a row's own words, or in those of a request; `what` is what they are about. */
export function findAskProblem(
  { agentRole, others }: RemovalAsk<unknown>,
  { what, receives }: { what: string; receives: boolean },
): string | undefined {
  if (agentRole === undefined) return undefined;
  if (receives) {
    return `Somebody is to receive ${what}, and agentRole names a role to empty where nobody does. Leave it out, or name nobody.`;
  }
  return others === undefined || others === 'same-role'
    ? undefined
    : `For ${what} agentRole empties one role, which others: ${others} contradicts. Leave out one of the two.`;
}

/** Why nobody receives and nobody goes: it must be said who, for a lead is never emptied by a word left out. */
export function findRemovalProblem(
  { role, others, remove }: Removal<unknown>,
  what: string,
): string | undefined {
  const saysWho = others === 'all' || (others === 'same-role' && role !== undefined) || remove.length > 0;
  if (saysWho) return undefined;
  return `Nobody is to receive ${what}, and it is not said who is removed. Give others: all for everybody, agentRole for everybody in one role, or remove for certain users.`;
}

/** Why nobody can be put on a lead and taken off it by the same words. */
export function describeBoth(who: string, on: string, off: string): string {
  return `${who} is named by ${on} and by ${off}: nobody is put on a lead and taken off it at once. Name them in one of the two.`;
}
