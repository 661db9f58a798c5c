import type { Readable } from 'node:stream';
import { Refusal } from '../../../contract/refusal.ts';
import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { IgnoredColumns } from '../../csv/header-rules.ts';
import { freezeUsersFile } from '../../kinds/import/freeze-users-file.ts';
import { readUserRows } from '../../kinds/import/read-user-rows.ts';
import { type Accepted, acceptPlan } from '../../ledger/accept-plan.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { insertPlanned } from '../../ledger/plan-store.ts';
import { takeRequestIds } from '../../ledger/request-store.ts';
import { foreseeOrDrop } from './foresee-or-drop.ts';

interface FileAsk {
  source: Readable;
  ignored: IgnoredColumns | undefined;
  options: PlanOptions;
}

/**
 * Plans a file of people: who is new comes, what is known of others changes, and lines are judged as one tree, in
 * whichever order the rows stand. Foreseen by a trial of what will run. For administrators.
 */
export async function planUsersFile(
  database: Database,
  orgId: number,
  { source, ignored, options }: FileAsk,
): Promise<Accepted> {
  refuseUnlessAdministrator(options.requester, 'Importing people');
  refuseStop(options);
  const { columns, rows } = await readUserRows(source, ignored);
  const accepted = await acceptPlan(database, orgId, options, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const total = await freezeUsersFile(tx, orgId, { requestId, rows });
    const spec = { subjects: 'users', columns: [...columns], isPlan: true } as const;
    insertPlanned(tx, orgId, {
      ...{ requestId, kind: 'import', spec, total, options },
      ...{ undoes: null, retries: null, preview: null },
    });
    return requestId;
  });
  if (options.planOnly && !accepted.isRepeat) {
    const { requestId } = accepted;
    await foreseeOrDrop(database, orgId, { requestId, options, whenEmpty: 'The file has no row.' });
  }
  return accepted;
}

function refuseStop({ onFailure, onDrift }: PlanOptions): void {
  if (onFailure !== 'stop' && onDrift !== 'stop') return;
  throw new Refusal('invalid-input', {
    field: onFailure === 'stop' ? 'onFailure' : 'onDrift',
    message:
      'The rows of a file are judged all together, so an import cannot stop midway: choose continue or all-or-nothing.',
  });
}
