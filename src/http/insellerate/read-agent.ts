import type { Agent } from '../../contract/faces/insellerate.ts';
import { Refusal } from '../../contract/refusal.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import { largestId } from '../../contract/words/limits.ts';
import { type Asker, sightOf } from '../../core/access/access-rules.ts';
import type { UserReference } from '../../core/users/user-reference.ts';

/** The id of a lead as a number or as digits. Whatever is too large to be one names no lead, and is refused as it is. */
export function readLeadId(value: number | string, asker: Asker): number {
  const id = Number(value);
  if (Number.isSafeInteger(id)) return id;
  throw notFound('lead', value, { sight: sightOf(asker), field: 'ApplicationId' });
}

/** A user as the Insellerate body names them. Refuses a member that names nobody at all. */
export function readAgent(agent: Agent, field: string, asker: Asker): UserReference {
  const email = agent.Email?.trim() || undefined;
  const id = String(agent.UserId ?? '').trim();
  if (id === '') {
    if (email !== undefined) return { email };
    throw new Refusal('invalid-input', { field, message: `${field} needs a UserId or an Email.` });
  }
  if (Number(id) > largestId) throw notFound('user', id, { sight: sightOf(asker), field });
  return { userId: Number(id), ...(email === undefined ? {} : { email }) };
}
