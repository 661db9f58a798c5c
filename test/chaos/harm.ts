// What is done to Baton and its PostgreSQL, and that they are back afterwards.

import assert from 'node:assert/strict';
import type { TestDataFolder } from '../support/data-folder.ts';
import type { ServedProgram } from '../support/serve-program.ts';

export const harms = [
  'SIGKILL of Baton',
  'SIGTERM of Baton',
  'immediate stop of PostgreSQL',
  'SIGKILL of PostgreSQL',
  'SIGKILL of both at once',
] as const;
export type Harm = (typeof harms)[number];

/** True where Baton has to be started again; of a PostgreSQL that is gone it takes care by itself. */
export async function harm(
  what: Harm,
  { server, folder }: { server: ServedProgram; folder: TestDataFolder },
): Promise<boolean> {
  switch (what) {
    case 'SIGKILL of Baton':
      await server.kill();
      return true;
    case 'SIGTERM of Baton':
      assert.equal(await server.stop(), 0, `SIGTERM: ${server.output()}`);
      return true;
    case 'immediate stop of PostgreSQL':
      await folder.killPostgres('SIGQUIT');
      return false;
    case 'SIGKILL of PostgreSQL':
      await folder.killPostgres('SIGKILL');
      return false;
    case 'SIGKILL of both at once':
      await Promise.all([folder.killPostgres('SIGKILL'), server.kill()]);
      return true;
  }
}
