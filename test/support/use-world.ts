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

/**
 * A database of the file's own, migrated and empty. `begin` is what else is done before the first test; hooks of a file begin at
 * the same time, so that a second one would not wait.
 */
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

/** On a port: alone, so that a request runs where the test finishes it, or with a worker; left out: to be called without one. */
export type Served = 'alone' | 'with worker' | undefined;

export interface UsedServer extends UsedDatabase {
  readonly served: Served;
  readonly app: FastifyInstance;
  /** Where it listens, if it does. */
  readonly address: string;
  /** Ends it, and gives what starts it again at the same address, with a worker. */
  interrupt(): Promise<() => Promise<void>>;
}

/** The whole server over a database, in which nothing is yet. */
export function useServer(served?: Served, begin?: () => Promise<void>): UsedServer {
  let server: ServedApp | undefined;
  after(() => server?.stop());
  const db = useDatabase(async (opened) => {
    server = await startServer(opened, served);
    await begin?.();
  });
  return {
    served,
    get url() {
      return db.url;
    },
    get database() {
      return db.database;
    },
    get app() {
      return there(server).app;
    },
    get address() {
      return there(server).address;
    },
    interrupt: async () => {
      const { address, stop } = there(server);
      await stop();
      return async () => {
        server = await serveApp(db, Number(new URL(address).port));
      };
    },
  };
}

export interface WorldPlan<Name extends string> extends OrganisationPlan<Name> {
  /** Each test has an organisation of its own, with the next id. */
  perTest?: boolean;
  served?: Served;
}

/**
 * A server, and an organisation with those who call in it:
 * `const world = useWorld({ orgId: 7, users: { ada: {}, ben: {} }, leads: { 1001: ['ben'] } })`, `world.as('ada').leads.list()`.
 */
export function useWorld<Name extends string>(
  { perTest = false, served, ...plan }: WorldPlan<Name>,
  begin?: () => Promise<void>,
): World<Name> {
  const server = useServer(served, async () => {
    if (!perTest) await world.begin();
    await begin?.();
  });
  const world = new World(server, plan);
  if (perTest) beforeEach(() => world.build());
  return world;
}

export class World<Name extends string> extends Inhabitants<Name> {
  readonly #beside: (() => Promise<void>)[] = [];

  get url(): string {
    return this.server.url;
  }

  get database(): Database {
    return this.server.database;
  }

  get app(): FastifyInstance {
    return this.server.app;
  }

  get address(): string {
    return this.server.address;
  }

  interrupt(): Promise<() => Promise<void>> {
    return this.server.interrupt();
  }

  /** Another organisation of the same server; before the world is there, it comes with it. */
  beside<Other extends string>(plan: OrganisationPlan<Other>): Inhabitants<Other> {
    const others = new Inhabitants(this.server, plan);
    this.#beside.push(() => others.build());
    return others;
  }

  async begin(): Promise<void> {
    await this.build();
    for (const build of this.#beside) await build();
  }
}

/** The names of those who are in a world. */
export type NameOf<Of> = Of extends Inhabitants<infer Name> ? Name : never;

async function startServer(db: UsedDatabase, served: Served): Promise<ServedApp> {
  if (served === 'with worker') return serveApp(db);
  const app = await buildApp(db.database);
  if (served === 'alone') await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    address: served === 'alone' ? app.listeningOrigin : '',
    stop: async () => {
      await app.close();
    },
  };
}

function there<Thing>(thing: Thing | undefined): Thing {
  assert.ok(thing, 'A world is there once the tests run, not while their file is read.');
  return thing;
}
