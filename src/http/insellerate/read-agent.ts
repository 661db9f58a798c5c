import type { Agent } from '../../contract/insellerate.ts';
import { Refusal } from '../../contract/refusal.ts';
import type { UserReference } from '../../core/users/user-reference.ts';

/** An id as a number or as digits. What is too large to be one of ours names nobody, so 0 stands for it. */
export function readId(value: number | string): number {
  const id = Number(value);
  return Number.isSafeInteger(id) ? id : 0;
}

const largestUserId = 2_147_483_647;

/** A user as the Insellerate body names them. Refuses a member that names nobody at all. */
export function readAgent(agent: Agent, field: string): UserReference {
  const email = agent.Email?.trim() || undefined;
  const id = String(agent.UserId ?? '').trim();
  if (id === '') {
    if (email !== undefined) return { email };
    throw new Refusal('invalid-input', { field, message: `${field} needs a UserId or an Email.` });
  }
  const userId = readId(id);
  return { userId: userId > largestUserId ? 0 : userId, ...(email === undefined ? {} : { email }) };
}
