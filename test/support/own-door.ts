import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { aDataFolder } from './data-folder.ts';
import { type Door, openInside, openServed } from './doors.ts';

/** A way to a product that runs on a PostgreSQL of its own: over HTTP, or `inside` this process. */
export async function openOwnDoor({ inside }: { inside: boolean }): Promise<Door> {
  const folder = await aDataFolder();
  const postgres = await startEmbedded({ dataDir: folder.path, log: () => {} });
  if (inside) await migrate({ url: postgres.url });
  const door = await (inside ? openInside : openServed)(postgres.url);
  return {
    ...door,
    close: async () => {
      await door.close();
      await postgres.end();
      await folder.remove();
    },
  };
}
