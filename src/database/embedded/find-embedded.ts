import { findDataFolder } from './data-folder.ts';
import { getPassword, hasCluster } from './make-cluster.ts';
import { findPostmaster, serverUrl, tryConnect } from './reach-server.ts';

/** The url of the server running on this folder, for commands beside a serving Baton. */
export async function findEmbedded(dataDir: string): Promise<string | undefined> {
  const folder = await findDataFolder(dataDir);
  const running = folder && (await findPostmaster(folder.cluster));
  if (!folder || !running || !(await hasCluster(folder))) return undefined;
  const url = serverUrl(running.port, await getPassword(folder));
  const client = await tryConnect(url);
  await client?.end();
  return client && url;
}
