import pg from 'pg';

/** A pool of connections that work as `baton_app`, the role that row-level security binds. */
export interface Database {
  readonly pool: pg.Pool;
}

export interface DatabaseOptions {
  url: string;
  connections: number;
  onTrouble: (error: Error) => void;
}

const timestamptz = 1184;
const int8 = 20;
const int8Array = 1016;
const int4Array: number = 1007;

const sessionSettings = [
  'role=baton_app',
  'search_path=baton',
  'timezone=UTC',
  'statement_timeout=120s',
  'jit=off',
  // Every query here is meant for an index. A plan made while a table was small would read all of it for ever.
  'enable_seqscan=off',
  // Planning anew for each array of ids costs a single reassignment a third of its time.
  'plan_cache_mode=force_generic_plan',
];

/** A pool that connects when it is first used, as the role that cannot bypass row-level security. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'baton',
    options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
    types: { getTypeParser: parserFor },
  });
  pool.on('error', options.onTrouble).on('connect', (client) => client.on('error', options.onTrouble));
  return { pool };
}

export async function closeDatabase(database: Database): Promise<void> {
  await database.pool.end();
}

/** Moments keep their microseconds as text; counts and ids stay below 2^53 and are numbers. */
function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === timestamptz) return toIsoMoment;
  if (oid === int8) return Number;
  if (oid === int8Array) return pg.types.getTypeParser(int4Array, format);
  return pg.types.getTypeParser(oid, format);
}

/** `2026-11-22 09:30:00.5+00` becomes `2026-11-22T09:30:00.500000Z`: fixed width, so text order is time order. */
function toIsoMoment(text: string): string {
  const [whole = '', fraction = ''] = text.slice(0, -3).split('.');
  return `${whole.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z`;
}
