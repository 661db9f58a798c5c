import { Refusal } from '../../contract/refusal.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import { type Asker, sightOf } from '../../core/access/access-rules.ts';
import type { UserName } from '../../core/users/user-name.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a path, in digits. One that is too large to be any names nothing, and is told as it is. */
export function readIdOf(what: 'lead' | 'request' | 'user', text: string, reader: Asker): number {
  const id = readDigits(text, 'id');
  if (id !== undefined) return id;
  throw notFound(what, text.slice(0, 40), { sight: sightOf(reader) });
}

/** An id in a query. One that is too large to be any is refused as it is: as a number it would be another. */
export function readId(text: string, field: string): number {
  const id = readDigits(text, field);
  if (id !== undefined) return id;
  throw new Refusal('invalid-input', {
    field,
    message: `${field} ${text.slice(0, 40)} is larger than any id; the largest is ${Number.MAX_SAFE_INTEGER}.`,
  });
}

/** A user by either name. */
export function readUserName(text: string, reader: Asker): UserName {
  if (guid.test(text)) return { guid: text };
  if (/^\d+$/.test(text)) return { userId: readIdOf('user', text, reader) };
  throw new Refusal('invalid-input', {
    field: 'id',
    message: 'id must be a user’s id in digits, such as 126, or their GUID.',
  });
}

function readDigits(text: string, field: string): number | undefined {
  if (!/^\d+$/.test(text)) {
    throw new Refusal('invalid-input', { field, message: `${field} must be an id in digits, such as 1001.` });
  }
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : undefined;
}
