import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify';
import type { Scope } from '../../contract/rules/scope-rules.ts';
import { refuseOutOfScope } from '../../core/access/access-rules.ts';

/** What a key must be for, to make each call; of a call that only plans by `plan=true`, and else runs: either. */
const operationScopes: Readonly<Record<string, Scope | 'plan or run'>> = {
  'POST /api/v2/pub/application/reassign': 'run',
  'POST /api/integration/AssignUser': 'run',
  'GET /api/integration/GetUsers': 'read',
  'POST /v2/UserManagement.svc/UpdateReportingManagerInBulk': 'run',
  'GET /v2/UserManagement.svc/Users.Get': 'read',
  'GET /v2/UserManagement.svc/User/Retrieve/ByUserId': 'read',
  'GET /v2/UserManagement.svc/User/Retrieve/ByEmailAddress': 'read',
  'GET /v2/UserManagement.svc/ReportingHierarchy/RetrieveAllReportingUsers': 'read',
  'GET /v2/Authentication.svc/UserByAccessKey.Get': 'read',
  'GET /api/v1/requests': 'read',
  'POST /api/v1/requests': 'plan or run',
  'GET /api/v1/requests/:id': 'read',
  'GET /api/v1/requests/:id/rows': 'read',
  'GET /api/v1/requests/:id/rows.ndjson': 'read',
  'GET /api/v1/requests/:id/events': 'read',
  'POST /api/v1/requests/:id/run': 'run',
  'POST /api/v1/requests/:id/cancel': 'run',
  'POST /api/v1/requests/:id/retry': 'plan or run',
  'POST /api/v1/requests/:id/undo': 'plan or run',
  'GET /api/v1/leads': 'read',
  'GET /api/v1/leads/:id': 'read',
  'GET /api/v1/leads/by-key/:system/:key': 'read',
  'PUT /api/v1/leads/by-key/:system/:key': 'run',
  'GET /api/v1/leads/:id/history': 'read',
  'GET /api/v1/leads/:id/chain': 'read',
  'GET /api/v1/users': 'read',
  'GET /api/v1/users/:id': 'read',
  'GET /api/v1/users/by-key/:system/:key': 'read',
  'PUT /api/v1/users/by-key/:system/:key': 'admin',
  'GET /api/v1/users/:id/reports': 'read',
  'GET /api/v1/users/:id/book': 'read',
  'GET /api/v1/users/:id/inventory': 'read',
  'GET /api/v1/leads/:id/facts': 'read',
  'GET /api/v1/users/:id/facts': 'read',
  'POST /api/v1/leads': 'run',
  'PATCH /api/v1/leads/:id': 'run',
  'POST /api/v1/users': 'admin',
  'PATCH /api/v1/users/:id': 'admin',
  'PUT /api/v1/users/:id/availability': 'run',
  'PUT /api/v1/users/:id/head': 'admin',
  'GET /api/v1/exports/leads': 'read',
  'GET /api/v1/exports/users': 'read',
  'GET /api/v1/exports/reporting-lines': 'read',
  'GET /api/v1/exports/assignments': 'read',
  'GET /api/v1/books': 'read',
  'GET /api/v1/org-chart': 'read',
  'GET /api/v1/orphans': 'read',
  'GET /api/v1/radar': 'read',
  'GET /api/v1/org': 'read',
  'PATCH /api/v1/org': 'admin',
  'GET /api/v1/agent-roles': 'read',
  'POST /api/v1/agent-roles': 'admin',
  'PATCH /api/v1/agent-roles/:name': 'admin',
  'GET /api/v1/session': 'read',
  'DELETE /api/v1/session': 'read', // of a key there is none to end
  'DELETE /api/v1/sessions': 'run',
  'POST /api/v1/session/password': 'run',
  'POST /api/v1/session/second-factor': 'run',
  'POST /api/v1/session/second-factor/confirm': 'run',
  'POST /api/v1/session/second-factor/recovery-codes': 'run',
  'POST /api/v1/session/second-factor/remove': 'run',
  'DELETE /api/v1/users/:id/second-factor': 'admin',
  'DELETE /api/v1/users/:id/sessions': 'admin',
  'POST /api/v1/users/:id/sign-in-link': 'admin',
  'GET /api/v1/audit-events': 'admin',
  'GET /api/v1/keys': 'admin',
  'GET /api/v1/users/:id/keys': 'admin',
  'POST /api/v1/users/:id/keys': 'admin',
  'PATCH /api/v1/keys/:accessKey': 'admin',
  'DELETE /api/v1/keys/:accessKey': 'admin',
};

/** Every operation of this scope asks its callers' keys for its scope, and says so; one without a line is a fault. */
export function askForScopes(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema?.hide === true) return;
    const needed = operationScopes[nameOf(route)];
    if (needed === undefined) {
      throw new Error(`Say in operation-scopes.ts which scope ${nameOf(route)} needs of a key.`);
    }
    route.onRequest = [judgeScope(needed), ...[route.onRequest ?? []].flat()];
    const described = route.schema?.description;
    if (route.method !== 'HEAD') route.schema = { ...route.schema, description: tell(described, needed) };
  });
}

/** What answers a HEAD is what answers a GET, and a list as CSV is the list. */
function nameOf({ method, url }: RouteOptions): string {
  return `${method === 'HEAD' ? 'GET' : method} ${url.replace(/\.csv$/, '')}`;
}

function tell(described: string | undefined, needed: Scope | 'plan or run'): string {
  const scope =
    needed === 'plan or run' ? '`run`, or `plan` with `plan=true`, of a key' : `\`${needed}\` of a key`;
  return `${described === undefined ? '' : `${described} `}Needs the scope ${scope}.`;
}

function judgeScope(needed: Scope | 'plan or run'): onRequestHookHandler {
  return ({ caller, query }, _reply, done) => {
    refuseOutOfScope(caller, needed === 'plan or run' ? scopeOfPlan(query) : needed);
    done();
  };
}

/** Anything but `true` may still come to mean that it runs, or be refused as no answer to the question. */
function scopeOfPlan(query: unknown): Scope {
  return Object(query).plan === 'true' ? 'plan' : 'run';
}
