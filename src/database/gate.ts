import type { Database } from './database.ts';
import { inOrg, readInOrg, readInOrgOnOneTrip, type Transaction } from './transaction.ts';

/** Of the login that reads and writes what proves who somebody is: no other transaction is taken for it. */
export interface GateTransaction extends Transaction {
  readonly isOfGate: true;
}

type GateWork<Result> = (tx: GateTransaction) => Promise<Result>;

/** Like `inOrg`, at the gate. */
export async function inGate<Result>(
  database: Database,
  orgId: number,
  work: GateWork<Result>,
): Promise<Result> {
  return inOrg(atGate(database), orgId, mark(work));
}

/** Like `readInOrg`, at the gate. */
export async function readInGate<Result>(
  database: Database,
  orgId: number,
  work: GateWork<Result>,
): Promise<Result> {
  return readInOrg(atGate(database), orgId, mark(work));
}

/** Like `readInOrgOnOneTrip`, at the gate. */
export async function readInGateOnOneTrip<Result>(
  database: Database,
  orgId: number,
  work: GateWork<Result>,
): Promise<Result> {
  return readInOrgOnOneTrip(atGate(database), orgId, mark(work));
}

function mark<Result>(work: GateWork<Result>): (tx: Transaction) => Promise<Result> {
  return (tx) => work({ ...tx, isOfGate: true });
}

function atGate({ turns, ...database }: Database): Database {
  const atTheGate = { ...database, pool: database.gate };
  return turns
    ? { ...atTheGate, turns: { ...turns, reading: turns.atGate, changing: turns.atGate } }
    : atTheGate;
}
