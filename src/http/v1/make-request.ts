import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { Refusal } from '../../contract/refusal.ts';
import { type OffboardPlan, offboardPlan } from '../../contract/v1/offboarding.ts';
import {
  csvRows,
  type ManagersPlan,
  makeQuery,
  managersPlan,
  type ReassignPlan,
  reassignPlan,
} from '../../contract/v1/plans.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { shownRequest } from '../../contract/v1/requests.ts';
import { planReassignment } from '../../core/assignments/plan-reassignment.ts';
import { planOffboarding } from '../../core/offboarding/plan-offboarding.ts';
import { planManagers } from '../../core/reporting/plan-managers.ts';
import type { Accepted } from '../../core/requests/accept-plan.ts';
import type { PlanOptions } from '../../core/requests/plan-rules.ts';
import type { Database } from '../../database/database.ts';
import { answerAccepted } from './answer-accepted.ts';
import { oneOfKind } from './one-of-kind.ts';
import { readPlanOptions } from './plan-options.ts';
import { planUpload } from './plan-upload.ts';
import { readOffboardPlan } from './read-offboard-plan.ts';
import { readReassignPlan } from './read-reassign-plan.ts';
import { takeUploads, Upload } from './upload.ts';

export interface Databases {
  /** For what answers at once. */
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
}

type PlanBody = ReassignPlan | ManagersPlan | OffboardPlan;
type MakeQuery = Static<typeof makeQuery>;

const namesOfCsv = Object.keys(makeQuery.properties).filter((name) => name !== 'plan');
const largestJson = 64 * 1_048_576;

const schema = {
  tags: ['Baton'],
  operationId: 'createRequest',
  summary: 'Make a request',
  description:
    'Plans a change of any size: freezes its rows with the revision each has, and foresees what will come ' +
    'of them. With `plan=true` it stops there, and running it later runs exactly that plan; without, it is ' +
    'queued at once. Send an `Idempotency-Key` to be safe to repeat the call. Rows may come as CSV too, with ' +
    'everything else in the query: then all bad rows are refused together, by line and column, before anything runs.',
  querystring: makeQuery,
  body: {
    content: {
      'application/json': {
        schema: oneOfKind<PlanBody>([reassignPlan, managersPlan, offboardPlan]),
      },
      'text/csv': { schema: csvRows },
    },
  },
  response: { 201: shownRequest, 202: shownRequest, ...planProblems },
};

export async function serveMaking(scope: FastifyInstance, { database, bulk }: Databases): Promise<void> {
  takeUploads(scope);
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.post<{ Body: PlanBody | Upload; Querystring: MakeQuery }>(
    '/api/v1/requests',
    { bodyLimit: largestJson, errorHandler: explainBody, schema },
    async (request, reply) => {
      const { body, query, caller } = request;
      const planOnly = query.plan === true;
      if (body instanceof Upload) {
        const accepted = await planUpload(bulk, request, { upload: body, query });
        return answerAccepted(database, request, reply, { accepted, planOnly });
      }
      refuseQueryOfCsv(query);
      const options = readPlanOptions(request, { asked: body, planOnly, body });
      const accepted = await makePlan(bulk, caller.orgId, body, options);
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}

/** Other calls take less, and no CSV, so the general answers name another limit and another form. */
function explainBody(error: Error): never {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    throw new Refusal('media-type-unsupported', {
      message:
        'The body must be sent as application/json, or its rows as text/csv with the rest in the query.',
    });
  }
  if (code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error;
  throw new Refusal('body-too-large', {
    message:
      'The body is over the limit of 64 MiB for JSON. Send the rows as text/csv, of which 1 GiB is taken.',
  });
}

function refuseQueryOfCsv(query: MakeQuery): void {
  const name = namesOfCsv.find((each) => each in query);
  if (name === undefined) return;
  throw new Refusal('invalid-input', {
    field: name,
    message: `${name} is a member of the query only where the body is CSV; put it into the JSON body.`,
  });
}

async function makePlan(
  bulk: Database,
  orgId: number,
  body: PlanBody,
  options: PlanOptions,
): Promise<Accepted> {
  switch (body.kind) {
    case 'reassign':
      return planReassignment(bulk, orgId, { ...readReassignPlan(body), options });
    case 'managers':
      return planManagers(bulk, orgId, { rows: pagesOf(body.rows), options });
    case 'offboard':
      return planOffboarding(bulk, orgId, { ...readOffboardPlan(body), options });
  }
}

async function* pagesOf<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}
