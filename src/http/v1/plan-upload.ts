import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { MakeQuery } from '../../contract/v1/csv-plans.ts';
import { csvKinds } from '../../contract/words/request-words.ts';
import type { Accepted } from '../../core/ledger/accept-plan.ts';
import type { Database } from '../../database/database.ts';
import { type FilePlan, filePlans } from './file-plans.ts';
import { readPlanOptions } from './plan-options.ts';
import { nameInQuery } from './read-csv-receiver.ts';
import type { SpoolShare } from './spool-room.ts';
import { spoolUpload } from './spool-upload.ts';
import type { Upload } from './upload.ts';

const limit = { bytes: 1_073_741_824, name: '1 GiB' };

/** Plans a request whose rows are a CSV file, with everything else in the query. */
export async function planUpload(
  bulk: Database,
  request: FastifyRequest,
  { upload, query, share }: { upload: Upload; query: MakeQuery; share: SpoolShare },
): Promise<Accepted> {
  const { kind, subjects, to, toUserId, toEmail, distribution, others, agentRole, ignoreColumns } = query;
  const { reason, runAt, onFailure, onDrift, onReceiverUnavailable } = query;
  const plan = choosePlan(query).open(query, request);
  const asked = { reason, runAt, onFailure, onDrift, onReceiverUnavailable };
  const ask = { asked, planOnly: query.plan === true };
  await readPlanOptions(request, { ...ask, body: null }); // what is wrong with them is said before the file is taken
  const file = await spoolUpload(upload.source, limit, share);
  try {
    const said = { kind, subjects, to, toUserId, toEmail, distribution, others, agentRole, ignoreColumns };
    const body = { ...said, ...asked, sha256: file.hash };
    const options = await readPlanOptions(request, { ...ask, body });
    return await plan(bulk, request.caller.orgId, file, options);
  } catch (error) {
    throw nameInQuery(error, query);
  } finally {
    await file.close();
  }
}

function choosePlan({ kind }: MakeQuery): FilePlan {
  if (kind) return filePlans[kind];
  throw new Refusal('invalid-input', {
    field: 'kind',
    message: `A CSV needs its kind in the query: ${csvKinds.map((each) => `kind=${each}`).join(' or ')}.`,
  });
}
