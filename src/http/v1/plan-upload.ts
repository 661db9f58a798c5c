import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { MakeQuery } from '../../contract/v1/csv-plans.ts';
import { planManagers } from '../../core/kinds/managers/plan-managers.ts';
import { readManagerRows } from '../../core/kinds/managers/read-manager-rows.ts';
import { planReassignment } from '../../core/kinds/reassign/plan-reassignment.ts';
import { readReassignmentRows } from '../../core/kinds/reassign/read-reassignment-rows.ts';
import type { Accepted } from '../../core/ledger/accept-plan.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';
import type { Database } from '../../database/database.ts';
import { readPlanOptions } from './plan-options.ts';
import { nameInQuery, readCsvReceiver } from './read-csv-receiver.ts';
import { readReceiver } from './read-reassign-plan.ts';
import type { SpoolShare } from './spool-room.ts';
import { type Spooled, spoolUpload } from './spool-upload.ts';
import type { Upload } from './upload.ts';

const limit = { bytes: 1_073_741_824, name: '1 GiB' };

/** Plans a request whose rows are a CSV file, with everything else in the query. */
export async function planUpload(
  bulk: Database,
  request: FastifyRequest,
  { upload, query, share }: { upload: Upload; query: MakeQuery; share: SpoolShare },
): Promise<Accepted> {
  const { kind, to, toUserId, toEmail, distribution, others, agentRole, ignoreColumns } = query;
  const { reason, runAt, onFailure, onDrift, onReceiverUnavailable } = query;
  const plan = choosePlan(request, query);
  const asked = { reason, runAt, onFailure, onDrift, onReceiverUnavailable };
  const ask = { asked, planOnly: query.plan === true };
  await readPlanOptions(request, { ...ask, body: null }); // what is wrong with them is said before the file is taken
  const file = await spoolUpload(upload.source, limit, share);
  try {
    const said = { kind, to, toUserId, toEmail, distribution, others, agentRole, ignoreColumns };
    const body = { ...said, ...asked, sha256: file.hash };
    const options = await readPlanOptions(request, { ...ask, body });
    return await plan(bulk, request.caller.orgId, file, options);
  } catch (error) {
    throw nameInQuery(error, query);
  } finally {
    await file.close();
  }
}

type Plan = (bulk: Database, orgId: number, file: Spooled, options: PlanOptions) => Promise<Accepted>;

function choosePlan(request: FastifyRequest, query: MakeQuery): Plan {
  if (query.kind === 'reassign') return planReassignmentOf(request, query);
  if (query.kind === 'managers') return planManagersOf(query);
  throw new Refusal('invalid-input', {
    field: 'kind',
    message: 'A CSV needs its kind in the query: kind=reassign or kind=managers.',
  });
}

function planReassignmentOf(request: FastifyRequest, query: MakeQuery): Plan {
  const to = readCsvReceiver(request, query);
  const ignored = readIgnored(query);
  return (bulk, orgId, file, options) =>
    planReassignment(bulk, orgId, {
      source: { rows: readAgain(() => readReassignmentRows(file.read(), ignored)) },
      terms: { to: to === null ? null : readReceiver(to), others: query.others, agentRole: query.agentRole },
      spec: {},
      options,
    });
}

const useless = [
  'others',
  'agentRole',
  'to',
  'toUserId',
  'toEmail',
  'distribution',
  'onReceiverUnavailable',
] as const;

function planManagersOf(query: MakeQuery): Plan {
  for (const name of useless) {
    if (query[name] === undefined) continue;
    throw new Refusal('invalid-input', {
      field: name,
      message: `${name} is of no use to a change of managers; leave it out.`,
    });
  }
  const ignored = readIgnored(query);
  return (bulk, orgId, file, options) =>
    planManagers(bulk, orgId, { rows: readAgain(() => readManagerRows(file.read(), ignored)), options });
}

function readIgnored({ ignoreColumns }: MakeQuery): string[] | undefined {
  return ignoreColumns?.split(',').map((name) => name.trim());
}

/** Rows that are read from the beginning by whoever asks for them: a transaction may be tried again. */
function readAgain<Row>(read: () => AsyncGenerator<Row[], void>): AsyncIterable<Row[]> {
  return { [Symbol.asyncIterator]: read };
}
