import { connectAsOwner } from './owner-client.ts';

/** A transaction of somebody who is not Baton, such as an operator at psql. */
export interface ForeignLocks {
  letGo(): Promise<void>;
}

/** Runs statements as the database's owner and keeps the transaction open. */
export async function holdLocks(url: string, statements: readonly string[]): Promise<ForeignLocks> {
  const client = await connectAsOwner(url);
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  return {
    letGo: async () => {
      await client.query('rollback');
      await client.end();
    },
  };
}
