import { createFirstLinks } from '../../core/sessions/create-first-links.ts';
import type { Database } from '../../database/database.ts';

/** Prints, once for each organisation, how its first administrator gets in. */
export async function showFirstLinks(database: Database, address: string): Promise<void> {
  for (const { orgId, email, path, expiresAt } of await createFirstLinks(database)) {
    process.stdout.write(
      `Sign in to organisation ${orgId} as ${email}, once, until ${expiresAt}:\n${address}${path}\n`,
    );
  }
}
