import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import { cutShort } from './wire/member-path.ts';

/** As much as an empty object has. */
const mostBytes = 2;

/**
 * A call that takes no body refuses one: whoever sends it means something by it. None, an empty one and an empty
 * object mean nothing, and many clients send them.
 */
export function refuseNeedlessBodies(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    // An empty body is of no type, whatever it is said to be: `curl -d ''` says that it sends a form.
    if (headers['content-length'] === '0') delete headers['content-type'];
    done();
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.routeOptions.schema?.body === undefined) refuseBody(request).then(() => done(), done);
    else done();
  });
}

async function refuseBody(request: FastifyRequest): Promise<void> {
  const [member] = Object.keys(Object(request.body));
  if (member === undefined && !(await hasUnreadBody(request))) return;
  const named = member === undefined || Array.isArray(request.body) ? {} : { field: member };
  const lost = named.field === undefined ? '' : `, so ${cutShort(named.field)} would be lost`;
  throw new Refusal('invalid-input', {
    ...named,
    message: `This call takes no body${lost}. Send it without one.`,
  });
}

/** Of a GET the framework reads no body. One without a length is looked at, for a proxy may have made it of none. */
async function hasUnreadBody({ method, headers, raw }: FastifyRequest): Promise<boolean> {
  if (method !== 'GET') return false;
  if (headers['transfer-encoding'] === undefined) return Number(headers['content-length'] ?? 0) > mostBytes;
  let bytes = 0;
  for await (const part of raw.iterator({ destroyOnReturn: false })) {
    bytes += Buffer.byteLength(part);
    if (bytes > mostBytes) return true;
  }
  return false;
}
