import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import type { Caller } from './authenticate.ts';
import { provePassword } from './prove-password.ts';

/**
 * Asks whoever signed in for their password again: a session may have been left open, and what follows lets somebody in. A key
 * needs none, for its secret came with the call; a password that comes all the same is checked.
 */
export async function askPassword(
  database: Database,
  caller: Caller,
  { password, what }: { password: string | undefined; what: string },
): Promise<void> {
  if (password !== undefined) await provePassword(database, caller, { password, field: 'password', what });
  if (password !== undefined || !caller.sessionHash) return;
  throw new Refusal('member-missing', {
    field: 'password',
    message: `${what} needs your password again. Send it as password.`,
  });
}
