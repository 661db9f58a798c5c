import pg from 'pg';
import { findParameter, withParameters } from './connection-url.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { heldUpPatienceMs } from './held-up.ts';
import { type Access, type Login, loginsOf } from './logins.ts';
import { OftenSaid } from './often-said.ts';
import { type TurnLimits, Turns } from './turns.ts';

/** Pools of connections that row-level security binds. */
export interface Database {
  /** For the work of an org: it reads no secret. */
  readonly pool: pg.Pool;
  /** For what lets somebody in, and what is of no one org: see `gate.ts`. */
  readonly gate: pg.Pool;
  readonly oftenSaid: OftenSaid;
  /** By which the orgs share its connections; undefined for what takes few of them by itself. */
  readonly turns?: SharedTurns;
  /** How long work that a lock holds up is tried again, each time from its beginning and without a connection between. */
  readonly patienceMs: number;
}

/** Apart, for a lock of somebody else holds up what changes, and what reads must not wait for that. */
interface SharedTurns {
  readonly reading: Turns;
  readonly changing: Turns;
  readonly atGate: Turns;
}

export interface DatabaseOptions extends Access {
  connections: number;
  /** Besides, at the gate. */
  gateConnections?: number;
  /** What its statements mostly work on: a lead or two, or sets of many. */
  plannedFor: keyof typeof plannerSettings;
  /** How long a lock of somebody else is waited for at a time; left out: as long as is usual for what it is planned for. */
  lockTimeout?: 'none';
  onTrouble: (error: Error) => void;
}

const timestamptz = 1184;
const int8 = 20;
const int8Array = 1016;
const int4Array: number = 1007;

const sessionSettings = ['search_path=baton', 'timezone=UTC', 'statement_timeout=120s', 'jit=off'];

const plannerSettings = {
  /** For many rows at a time: every statement is planned for its values. */
  sets: ['work_mem=64MB', 'plan_cache_mode=force_custom_plan'],
  /** For few rows at a time. Planning anew for each array of ids would cost a single reassignment a third of
   * its time, and a plan made while a table was small would read all of it for ever. */
  singles: ['enable_seqscan=off', 'plan_cache_mode=force_generic_plan'],
} as const;

/** Few rows are soon tried again. Sets have much to do again, and wait for each other's chunks. */
const lockTimeouts = { singles: '250ms', sets: '5s' } as const;

/** Pools that connect when they are first used, as roles that can become nobody else. */
export function openDatabase(options: DatabaseOptions): Database {
  const { connections, gateConnections = 2, plannedFor } = options;
  return {
    pool: openPool(options, 'app', connections),
    gate: openPool(options, 'gate', gateConnections),
    oftenSaid: new OftenSaid(),
    patienceMs: plannedFor === 'singles' ? heldUpPatienceMs : 0,
  };
}

function openPool(options: DatabaseOptions, login: Login, connections: number): pg.Pool {
  const { plannedFor } = options;
  const url = loginsOf(options)[login];
  const lockTimeout = options.lockTimeout === 'none' ? '0' : lockTimeouts[plannedFor];
  const settings = [...sessionSettings, `lock_timeout=${lockTimeout}`, ...plannerSettings[plannedFor]];
  const ours = settings.map((setting) => `-c ${setting}`).join(' ');
  const theirs = findParameter(url, 'options');
  const pool = new pg.Pool({
    // What a URL says goes before what the driver is told besides.
    connectionString: theirs === undefined ? url : withParameters(url, { options: `${theirs} ${ours}` }),
    options: ours,
    max: connections,
    pipeline: true,
    stream: () => new GatheringSocket(),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'baton',
    types: { getTypeParser: parserFor },
  });
  const onTrouble = (error: Error) => {
    if (!pool.ending) options.onTrouble(error);
  };
  return pool.on('error', onTrouble).on('connect', (client) => client.on('error', onTrouble));
}

/** The same connections, of which no org takes more than its share, nor all of them together more than these. */
export function inTurns(database: Database, limits: Record<keyof SharedTurns, TurnLimits>): Database {
  const { reading, changing, atGate } = limits;
  const turns = { reading: new Turns(reading), changing: new Turns(changing), atGate: new Turns(atGate) };
  return { ...database, turns };
}

/** For work that waits for other work of Baton, which may take its time. */
export function withPatience(database: Database, patienceMs: number): Database {
  return { ...database, patienceMs };
}

/** For coalescers, which take few connections whatever comes, and see to what is held up by themselves. */
export function forLanes({ pool, gate, oftenSaid }: Database): Database {
  return { pool, gate, oftenSaid, patienceMs: 0 };
}

export async function closeDatabase(database: Database): Promise<void> {
  await Promise.all([database.pool.end(), database.gate.end()]);
}

/** Moments keep their microseconds as text; counts and ids stay below 2^53 and are numbers. */
function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === timestamptz) return toIsoMoment;
  if (oid === int8) return Number;
  if (oid === int8Array) return pg.types.getTypeParser(int4Array, format);
  return pg.types.getTypeParser(oid, format);
}

const wholeSecond = '2026-11-22 09:30:00+00'.length;

/**
 * `2026-11-22 09:30:00.5+00` becomes `2026-11-22T09:30:00.500000Z`: fixed width, so text order is time order. Cut
 * by places, for a million rows hold two or three million moments; a year has four digits.
 */
function toIsoMoment(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, -3)}${'.000000'.slice(text.length - wholeSecond)}Z`;
}
