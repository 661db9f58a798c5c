import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from './database.ts';
import { isHeldUp } from './held-up.ts';

/** Plain SQL with its values; a name makes it a prepared statement from its first time on, for the hot path. */
export interface Statement {
  text: string;
  values: readonly unknown[];
  name?: string;
}

export interface Transaction {
  /** Sends a statement and resolves to its rows. */
  read<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
  /** Sends a statement without waiting: its failure surfaces at the commit, which then never happens. */
  write(statement: Statement): void;
}

type Work<Result> = (tx: Transaction) => Promise<Result>;

const begins = {
  changing: 'begin',
  /** All that is read is as of one moment. */
  planning: 'begin isolation level repeatable read',
  reading: 'begin isolation level repeatable read, read only',
} as const;
type Kind = keyof typeof begins;

const attempts = 4;
const firstPauseMs = 50;
const longestPauseMs = 800;
const serializationFailure = '40001';
const deadlockDetected = '40P01';
const uniqueViolation = '23505';
const queryCanceled = '57014';
const inFailedTransaction = '25P02';

/**
 * Runs `work` in one transaction that sees only the rows of `orgId`, and resolves once it is durable.
 * Work must do nothing outside the database: it is run again after a deadlock or serialization failure, and while
 * somebody else's lock holds it up, as long as the database has patience.
 */
export async function inOrg<Result>(database: Database, orgId: number, work: Work<Result>): Promise<Result> {
  return repeatedly(database, orgId, 'changing', work);
}

/** Like `inOrg`, and everything it reads is as of one moment. */
export async function inOrgSnapshot<Result>(
  database: Database,
  orgId: number,
  work: Work<Result>,
): Promise<Result> {
  return repeatedly(database, orgId, 'planning', work);
}

async function repeatedly<Result>(
  database: Database,
  orgId: number,
  kind: Kind,
  work: Work<Result>,
): Promise<Result> {
  const givenUpAt = performance.now() + database.patienceMs;
  let pauseMs = firstPauseMs;
  let turnPatienceMs: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptInOrg(database, orgId, kind, work, turnPatienceMs);
    } catch (error) {
      const leftMs = givenUpAt - performance.now();
      if (isHeldUp(error) && leftMs > 0) {
        await delay(Math.min(pauseMs, leftMs));
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        turnPatienceMs = leftMs;
      } else if (attempt >= attempts || !isWorthRepeating(error)) throw error;
    }
  }
}

/** Like `inOrg`, and then takes everything back: what work resolves to is what would have become of it. */
export async function tryInOrg<Result>(
  database: Database,
  orgId: number,
  work: Work<Result>,
): Promise<Result> {
  let result: { value: Result } | undefined;
  try {
    await inOrg(database, orgId, async (tx) => {
      result = { value: await work(tx) };
      throw new TakenBack();
    });
  } catch (error) {
    if (error instanceof TakenBack && result) return result.value;
    throw error;
  }
  throw new Error('A trial was not taken back.');
}

class TakenBack extends Error {}

/** Like `inOrg`, for reads: one snapshot for all of them, and the database refuses any write. */
export async function readInOrg<Result>(
  database: Database,
  orgId: number,
  work: Work<Result>,
): Promise<Result> {
  return repeatedly(database, orgId, 'reading', work);
}

/**
 * Like `inOrg`, for work that sends all its statements before it waits for an answer: they share one round
 * trip with the commit. To send another one after that is a fault, and throws.
 */
export async function inOrgOnOneTrip<Result>(
  database: Database,
  orgId: number,
  work: Work<Result>,
): Promise<Result> {
  return (await inOrg(database, orgId, withoutWaiting(work))).result;
}

/** Like `readInOrg`, with all reads on one round trip. */
export async function readInOrgOnOneTrip<Result>(
  database: Database,
  orgId: number,
  work: Work<Result>,
): Promise<Result> {
  return (await readInOrg(database, orgId, withoutWaiting(work))).result;
}

/** The result is wrapped, so that nobody waits for it before the commit is sent. */
function withoutWaiting<Result>(work: Work<Result>): Work<{ result: Promise<Result> }> {
  return async (tx) => {
    const result = work(tx);
    result.catch(() => {}); // what failed in the database is reported at the commit
    return { result };
  };
}

async function attemptInOrg<Result>(
  database: Database,
  orgId: number,
  kind: Kind,
  work: Work<Result>,
  turnPatienceMs: number | undefined,
): Promise<Result> {
  const turns = kind === 'reading' ? database.turns?.reading : database.turns?.changing;
  const endTurn = await turns?.take(orgId, turnPatienceMs);
  try {
    return await runOn(database, await database.pool.connect(), orgId, kind, work);
  } finally {
    endTurn?.();
  }
}

async function runOn<Result>(
  { oftenSaid }: Database,
  client: pg.PoolClient,
  orgId: number,
  kind: Kind,
  work: Work<Result>,
): Promise<Result> {
  const sent: Promise<unknown>[] = [];
  let isOver = false;
  const send = <Row extends pg.QueryResultRow>(statement: Statement): Promise<pg.QueryResult<Row>> => {
    if (isOver) throw new Error('A transaction was asked for more after its end.');
    const { text, values, name = oftenSaid.nameOf(text) } = statement; // one by one: a composed one has getters
    const answer = client.query<Row>({ name, text, values: values.map(encode) });
    const confirmation = answer.then(() => undefined); // keeps no rows: a long transaction reads many
    sent.push(confirmation);
    confirmation.catch(() => {}); // an early failure is reported by whoever awaits it, at the commit at the latest
    return answer;
  };
  try {
    send({ name: kind, text: begins[kind], values: [] });
    send({
      name: 'name-org',
      text: `select set_config('baton.org_id', $1, true)`,
      values: [String(orgId)],
    });
    const result = await work({
      read: (statement) => {
        const rows = send<never>(statement).then((answer) => answer.rows);
        rows.catch(() => {}); // likewise, where nobody came to await it
        return rows;
      },
      write: (statement) => void send(statement),
    });
    const committed = send({ name: 'commit', text: 'commit', values: [] });
    isOver = true;
    await Promise.all(sent);
    if ((await committed).command !== 'COMMIT') throw new Error('The transaction was rolled back.');
    client.release();
    return result;
  } catch (error) {
    await giveBackAfter(client);
    throw await findCause(error, sent);
  }
}

/** After one statement failed the server refuses those behind it; what is to be told is why the first one did. */
async function findCause(error: unknown, sent: readonly Promise<unknown>[]): Promise<unknown> {
  if (!(error instanceof pg.DatabaseError) || error.code !== inFailedTransaction) return error;
  const ends = await Promise.allSettled(sent);
  return ends.find((end) => end.status === 'rejected')?.reason ?? error;
}

/** The driver quotes an array element by element; ids need no quotes, and there may be thousands of them. */
function encode(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'number')) return value;
  return `{${value.join(',')}}`;
}

/** Rolls back so that the connection can serve again; one that cannot is closed. */
async function giveBackAfter(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}

function isWorthRepeating(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    (error.code === serializationFailure || error.code === deadlockDetected)
  );
}

/** The server itself rejected the values of a statement (and so committed nothing): no trouble of its own. */
export function isCausedByData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '');
}

/** A unique index already holds what a statement wanted to insert. */
export function isTakenAlready(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === uniqueViolation;
}

/** A statement took longer than the time it was given. */
export function isTimedOut(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === queryCanceled;
}
