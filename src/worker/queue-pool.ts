import pg from 'pg';

type Done = (error?: Error | boolean) => void;
type TakeClient = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void;

/**
 * A pool for the job queue, which gives a connection that broke while it stops back twice. Nobody awaits the second
 * time: at what a pool throws then, this process would end.
 */
export class QueuePool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(take: TakeClient): void;
  override connect(take?: TakeClient): Promise<pg.PoolClient> | undefined {
    if (!take) return super.connect();
    super.connect((error, client, done) => take(error, client, onlyOnce(done)));
    return undefined;
  }
}

/** A pool that has ended gives nothing to call. */
function onlyOnce(done: Done | undefined): Done {
  let isDone = false;
  return (error) => {
    if (isDone) return;
    isDone = true;
    done?.(error);
  };
}
