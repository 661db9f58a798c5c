import { type Database, openDatabase } from '../../src/database/database.ts';
import type { TestDataFolder } from './data-folder.ts';

export { closeDatabase } from '../../src/database/database.ts';

/** The database that runs in a data folder, as its owner. */
export async function openFolder(folder: TestDataFolder): Promise<Database> {
  const url = await folder.findUrl();
  return openDatabase({ url, connections: 4, plannedFor: 'singles', onTrouble: () => {} });
}
