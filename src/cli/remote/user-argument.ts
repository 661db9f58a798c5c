import type { BatonClient } from '../../client/client.ts';
import { foldEmail, looksLikeEmail } from '../../contract/rules/email-rules.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import { sightOfRole } from '../../contract/rules/sight-rules.ts';
import { UsageError } from '../terminal/options.ts';

/** A user as requests name them. */
export type UserReference = { userId: number } | { email: string };

/** As commands take one. */
export const userArgument = ['<user>', 'the user: an id, a GUID or an e-mail address'] as const;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Digits are an id; with an @ it is an e-mail address. */
export function readUser(text: string): UserReference {
  if (/^[1-9]\d{0,9}$/.test(text)) return { userId: Number(text) };
  if (looksLikeEmail(text)) return { email: text };
  throw new UsageError(`"${text}" names no user: give an id in digits or an e-mail address.`);
}

/** The id or the GUID by which paths name a user; one named by e-mail is looked up. */
export async function findUserId(client: BatonClient, text: string): Promise<number | string> {
  if (guid.test(text)) return text;
  const user = readUser(text);
  if ('userId' in user) return user.userId;
  const key = foldEmail(user.email);
  for await (const found of client.users.list({ q: user.email, limit: 1_000 }).items()) {
    if (foldEmail(found.email) === key) return found.userId;
  }
  const { accessRole } = (await client.session.show()).user;
  throw notFound('user', text, { sight: sightOfRole(accessRole) });
}
