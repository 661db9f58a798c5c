import pg from 'pg';

/** A connection as the database's owner, whom no row-level security binds; whoever opens it ends it. */
export async function connectAsOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=baton' });
  await client.connect();
  return client;
}
