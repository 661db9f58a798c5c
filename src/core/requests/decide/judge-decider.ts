import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { isAdministrator, type Reader } from '../../access/access-rules.ts';
import { type Decision, ensureMayDecide } from './ensure-may-decide.ts';

/** Refuses whoever may not decide about a request, before anything else that they send is looked at. */
export async function judgeDecider(database: Database, reader: Reader, decision: Decision): Promise<void> {
  if (isAdministrator(reader)) return;
  await readInOrg(database, reader.orgId, (tx) => ensureMayDecide(tx, reader, decision));
}
