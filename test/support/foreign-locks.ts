import pg from 'pg';

/** A transaction of somebody who is not Baton, such as an operator at psql. */
export interface ForeignLocks {
  letGo(): Promise<void>;
}

/** Runs statements as the database's owner and keeps the transaction open. */
export async function holdLocks(url: string, statements: readonly string[]): Promise<ForeignLocks> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=baton' });
  await client.connect();
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  return {
    letGo: async () => {
      await client.query('rollback');
      await client.end();
    },
  };
}
