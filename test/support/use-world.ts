// What a test file stands on: there before its first test, and gone after its last.

import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../src/database/database.ts';
import type { OrganisationPlan } from './an-organisation.ts';
import { buildApp } from './build-app.ts';
import { Inhabitants } from './inhabitants.ts';
import { type ServedApp, serveApp } from './serve-app.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export type UsedDatabase = Pick<TestDatabase, 'url' | 'database'>;

/** A database of the file's own, migrated and empty. */
export function useDatabase(begin?: (db: UsedDatabase) => Promise<void>): UsedDatabase {
  let db: TestDatabase | undefined;
  before(async () => {
    db = await createTestDatabase();
    await begin?.(db);
  });
  after(() => db?.drop());
  return {
    get url() {
      return there(db).url;
    },
    get database() {
      return there(db).database;
    },
  };
}

export interface WorldPlan<Name extends string> extends OrganisationPlan<Name> {
  /** Each test has an organisation of its own, with the next id. */
  perTest?: boolean;
  /** On a port: alone, so that a request runs where the test finishes it, or with a worker. */
  served?: 'alone' | 'with worker';
}

/**
 * A database, the whole server over it, and an organisation with those who call in it:
 * `const world = useWorld({ orgId: 7, users: { ada: {}, ben: {} }, leads: { 1001: ['ben'] } })`, `world.as('ada').leads.list()`.
 * `begin` is what else is done before the first test; hooks of a file begin at the same time, so a second one would not wait.
 */
export function useWorld<Name extends string>(
  { perTest = false, served, ...plan }: WorldPlan<Name>,
  begin?: (world: World<Name>) => Promise<void>,
): World<Name> {
  let server: RunningServer | undefined;
  after(() => server?.stop());
  const db = useDatabase(async (opened) => {
    server = await startServer(opened, served);
    if (!perTest) await world.build();
    await begin?.(world);
  });
  const world = new World(db, () => there(server).app, plan, served === 'with worker');
  if (perTest) beforeEach(() => world.build());
  return world;
}

export class World<Name extends string> extends Inhabitants<Name> {
  readonly #db: UsedDatabase;

  constructor(
    db: UsedDatabase,
    app: () => FastifyInstance,
    plan: OrganisationPlan<Name>,
    hasWorker: boolean,
  ) {
    super({ database: () => db.database, app, hasWorker }, plan);
    this.#db = db;
  }

  get url(): string {
    return this.#db.url;
  }

  get database(): Database {
    return this.#db.database;
  }

  /** The whole server, to be called without a port. */
  get app(): FastifyInstance {
    return this.server.app();
  }

  /** Where it listens, if it does. */
  get address(): string {
    return this.app.listeningOrigin;
  }

  /** Another organisation of the same server. */
  async beside<Other extends string>(plan: OrganisationPlan<Other>): Promise<Inhabitants<Other>> {
    const others = new Inhabitants(this.server, plan);
    await others.build();
    return others;
  }
}

/** The names of those who are in a world. */
export type NameOf<Of> = Of extends Inhabitants<infer Name> ? Name : never;

type RunningServer = Pick<ServedApp, 'app' | 'stop'>;

async function startServer(db: UsedDatabase, served: WorldPlan<string>['served']): Promise<RunningServer> {
  if (served === 'with worker') return serveApp(db);
  const app = await buildApp(db.database);
  if (served === 'alone') await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    stop: async () => {
      await app.close();
    },
  };
}

function there<Thing>(thing: Thing | undefined): Thing {
  assert.ok(thing, 'A world is there once the tests run, not while their file is read.');
  return thing;
}
