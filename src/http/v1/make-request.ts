import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { Refusal } from '../../contract/refusal.ts';
import { csvRows, makeQuery } from '../../contract/v1/csv-plans.ts';
import { kinds, type RequestBody } from '../../contract/v1/kinds/kinds.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { shownRequest } from '../../contract/v1/shown-request.ts';
import { csvKinds } from '../../contract/words/request-words.ts';
import { refuseAgents } from '../../core/access/access-rules.ts';
import type { Database } from '../../database/database.ts';
import { keepPlace, type PlaceKeeper } from '../wire/keep-place.ts';
import { Places } from '../wire/places.ts';
import { answerAccepted } from './answer-accepted.ts';
import { filePlans } from './file-plans.ts';
import { oneOfKind } from './one-of-kind.ts';
import { planBody } from './plan-body.ts';
import { readPlanOptions } from './plan-options.ts';
import { planUpload } from './plan-upload.ts';
import { SpoolRoom } from './spool-room.ts';
import { takeUploads, Upload } from './upload.ts';

export interface PlanParts {
  /** For what answers at once. */
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
  /** For calls that plan. */
  planning: PlaceKeeper;
}

type MakeQuery = Static<typeof makeQuery>;

const namesOfCsv = Object.keys(makeQuery.properties).filter((name) => name !== 'plan');
const largestJson = 64 * 1_048_576;
/** Files of a request are on the disk from their first byte until they are planned. */
const uploadLimits = { what: 'files being taken in', ofOneCaller: 2, ofOneOrg: 4 };
const mostBytesOfOneOrg = 2 * 1_073_741_824;

const schema = {
  tags: ['Baton'],
  operationId: 'createRequest',
  summary: 'Make a request',
  description:
    'Plans a change of any size: freezes its rows with the revision each has, and foresees what will come ' +
    'of them. With `plan=true` it stops there, and running it later runs exactly that plan; without, it is ' +
    'queued at once. Rows may come as CSV too, with ' +
    'everything else in the query: then all bad rows are refused together, by line and column, before anything runs.',
  querystring: makeQuery,
  body: {
    content: {
      'application/json': {
        schema: oneOfKind<RequestBody>(
          Object.values(kinds).flatMap((kind) => ('body' in kind ? [kind.body] : [])),
        ),
      },
      'text/csv': { schema: csvRows },
    },
  },
  response: { 201: shownRequest, 202: shownRequest, ...planProblems },
};

export async function serveMaking(
  scope: FastifyInstance,
  { database, bulk, planning }: PlanParts,
): Promise<void> {
  takeUploads(scope);
  const uploading = keepPlace(new Places(uploadLimits), isOfCsv);
  const room = new SpoolRoom(mostBytesOfOneOrg);
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.post<{ Body: RequestBody | Upload; Querystring: MakeQuery }>(
    '/api/v1/requests',
    {
      bodyLimit: largestJson,
      errorHandler: explainBody,
      schema,
      onRequest: [judgeRole, planning.onRequest, uploading.onRequest],
    },
    async (request, reply) => {
      const { body, query, caller } = request;
      const planOnly = query.plan === true;
      const accepted = await planning.during(request, async () => {
        if (body instanceof Upload) {
          const share = room.open(caller.orgId);
          return uploading.during(request, () => planUpload(bulk, request, { upload: body, query, share }));
        }
        refuseNoBody(body);
        refuseQueryOfCsv(query);
        const options = await readPlanOptions(request, { asked: body, planOnly, body });
        return planBody(bulk, caller.orgId, body, options);
      });
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}

/** What the caller may not ask for in any case is refused before their file is taken. */
async function judgeRole({ caller, query }: FastifyRequest<{ Querystring: MakeQuery }>): Promise<void> {
  refuseAgents(caller, 'Making a request');
  const kind = csvKinds.find((each) => each === query.kind); // the schema has not judged it yet
  if (kind) filePlans[kind].judge?.(caller);
}

function isOfCsv({ headers }: FastifyRequest): boolean {
  return /^\s*text\/csv\b/i.test(headers['content-type'] ?? '');
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

/** A call that names no type of a body and brings none meets no schema. */
function refuseNoBody(body: RequestBody | undefined): void {
  if (body !== undefined) return;
  throw new Refusal('invalid-input', { message: 'The body must be sent, as a JSON object or as CSV.' });
}

function refuseQueryOfCsv(query: MakeQuery): void {
  const name = namesOfCsv.find((each) => each in query);
  if (name === undefined) return;
  throw new Refusal('invalid-input', {
    field: name,
    message: `${name} is a member of the query only where the body is CSV; put it into the JSON body.`,
  });
}
