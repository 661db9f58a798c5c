// Bodies whose members exclude each other, or are no JSON, which a schema does not tell. `take` names a place and
// what it is of.

import type { IdKind } from './good-calls.ts';

type Take = (at: string, kind: IdKind) => unknown;

export interface GoodBody {
  json?: unknown;
  csv?: string;
  /** What goes with it in the query. */
  query?: Record<string, unknown>;
}

export const goodBodies: Readonly<Record<string, readonly ((take: Take) => GoodBody)[]>> = {
  'POST /api/v1/session': [
    (take) => ({
      json: {
        email: take('body email', 'email'),
        password: 'not the password',
        orgId: take('body orgId', 'orgId'),
      },
    }),
  ],
  'POST /api/v1/first-sign-in': [
    () => ({ json: { token: `7.${'x'.repeat(43)}`, password: 'a long enough passphrase' } }),
  ],
  'POST /api/v1/session/code': [() => ({ json: { code: '492039' } })],
  'POST /api/v1/session/second-factor': [() => ({ json: { password: 'not the password' } })],
  'POST /api/v1/session/second-factor/confirm': [() => ({ json: { code: '492039' } })],
  'POST /api/v1/session/second-factor/recovery-codes': [
    () => ({ json: { password: 'not the password', code: '492039' } }),
  ],
  'POST /api/v1/session/second-factor/remove': [
    () => ({ json: { password: 'not the password', code: '0123-4567-89ab-cdef' } }),
  ],
  'POST /api/v1/session/password': [
    () => ({ json: { current: 'not the password', next: 'a long enough passphrase' } }),
  ],
  'PATCH /api/v1/leads/{id}': [
    () => ({
      json: {
        name: 'Elm Street 4',
        status: 'Won',
        source: null,
        ...{ phone: '+1 303 555 0142', email: null, product: 'Refinance', amount: 250_000.5 },
        attributes: { branch: 'Denver', dog: null },
      },
    }),
    () => ({ json: { state: 'CO', reason: 'Moved' } }),
  ],
  'POST /api/v1/leads': [
    (take) => ({
      json: {
        name: 'Lantern Hill',
        status: 'New',
        ...{ phone: '(303) 555-0142', email: 'elm@x.example', product: 'Refinance', amount: 0 },
        attributes: { branch: 'Denver' },
        createdAt: '2026-01-01T00:00:00Z',
        primary: { userId: take('body primary', 'userId') },
        listed: [{ email: take('body listed', 'email') }],
        reason: 'Called in',
      },
    }),
  ],
  'PATCH /api/v1/users/{id}': [
    (take) => ({
      json: { lastName: 'Lima', manager: { userId: take('body manager', 'userId') }, reason: 'Married' },
    }),
    (take) => ({ json: { firstName: 'Ana', manager: { email: take('body manager by e-mail', 'email') } } }),
  ],
  'POST /api/v1/users': [
    (take) => ({
      json: {
        firstName: 'Noa',
        lastName: 'New',
        email: 'noa@new.example',
        agentRole: 'Loan Officer',
        accessRole: 'manager',
        manager: { userId: take('body manager', 'userId') },
        reason: 'Hired',
      },
    }),
  ],
  'POST /api/v1/users/{id}/keys': [
    () => ({ json: { name: 'nightly feed', scopes: ['read'], expiresAt: '2199-01-01T00:00:00Z' } }),
    () => ({ json: { expiresAt: null } }),
  ],
  'PATCH /api/v1/keys/{accessKey}': [() => ({ json: { name: 'feed', expiresAt: '2199-01-01T00:00:00Z' } })],
  'POST /api/v1/requests/{id}/run': [() => ({ json: { runAt: '2026-01-01T00:00:00Z' } })],
  'POST /api/v1/requests/{id}/retry': [() => ({ json: { reason: 'A reason' } })],
  'POST /api/v1/requests/{id}/undo': [
    (take) => ({
      json: {
        leads: [take('body leads', 'leadId')],
        users: [take('body users', 'userId'), { email: take('body user by e-mail', 'email') }],
        reason: 'A reason',
      },
    }),
    () => ({ json: { outcome: 'changed', onFailure: 'stop', onDrift: 'stop' } }),
  ],
  'POST /api/v1/requests': [
    (take) => ({
      json: {
        kind: 'reassign',
        leads: [take('body leads', 'leadId')],
        to: { user: { userId: take('body to', 'userId') } },
        others: 'same-role',
        reason: 'A reason',
      },
    }),
    (take) => ({
      json: {
        kind: 'reassign',
        rows: [
          {
            leadId: take('body row', 'leadId'),
            primary: { userId: take('body primary', 'userId') },
            listed: [{ email: take('body listed', 'email') }],
            others: 'keep',
            key: 'a key',
          },
        ],
        onFailure: 'continue',
      },
    }),
    (take) => ({
      json: {
        kind: 'reassign',
        selection: { owner: { userId: take('body owner', 'userId') }, agentRole: 'Loan Officer' },
        to: {
          distribution: {
            mode: 'weighted',
            receivers: [{ user: { email: take('body receiver', 'email') }, share: 1, cap: 100 }],
            keepStanding: true,
          },
        },
        onReceiverUnavailable: 'split',
        onDrift: 'skip',
      },
    }),
    (take) => ({
      json: {
        kind: 'managers',
        rows: [
          {
            user: { userId: take('body user', 'userId') },
            manager: { userId: take('body manager', 'userId') },
          },
          { user: { email: take('body user by e-mail', 'email') }, manager: null, key: 'a key' },
        ],
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'offboard',
        user: { userId: take('body leaver', 'userId') },
        leads: [{ to: { user: { userId: take('body receiver', 'userId') } } }],
        reports: { to: { email: take('body new manager', 'email') } },
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'offboard',
        users: [
          { userId: take('body one leaver', 'userId') },
          { email: take('body another leaver', 'email') },
        ],
        leads: [{ to: { user: { userId: take('body receiver', 'userId') } } }],
        account: 'end-anyway',
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'account',
        users: [
          { userId: take('body whose account', 'userId') },
          { email: take('body whose account, too', 'email') },
        ],
        isActive: false,
        account: 'end-anyway',
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'account',
        isActive: true,
        newUsers: [
          { firstName: 'Noa', email: 'noa@new.example', agentRole: 'Loan Officer', key: 'a key' },
          {
            ...{ firstName: 'Noel', lastName: 'New', email: 'noel@new.example', agentRole: 'Loan Officer' },
            accessRole: 'agent',
            manager: { email: take('body manager of somebody new', 'email') },
          },
        ],
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'record',
        newLeads: [
          {
            name: 'Lantern Hill',
            primary: { userId: take('body primary of a new lead', 'userId') },
            listed: [{ email: take('body listed on a new lead', 'email') }],
            key: 'a key',
          },
        ],
      },
    }),
    (take) => ({
      query: { plan: true },
      json: { kind: 'record', leads: [take('body lead to archive', 'leadId')], isArchived: true },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'facts',
        leads: [
          {
            leadId: take('body lead whose facts', 'leadId'),
            facts: { name: 'Elm Street 4', status: 'Won', state: null, attributes: { branch: 'Denver' } },
            key: 'a key',
          },
        ],
      },
    }),
    (take) => ({
      query: { plan: true },
      json: {
        kind: 'facts',
        users: [
          {
            user: { userId: take('body whose facts', 'userId') },
            facts: { firstName: 'Ana', lastName: 'Lima', agentRole: 'Processor', accessRole: 'agent' },
            key: 'a key',
          },
          {
            user: { email: take('body whose facts, too', 'email') },
            facts: { email: 'ana.lima@example.com' },
          },
        ],
      },
    }),
    (take) => ({
      query: { kind: 'reassign', toUserId: take('query toUserId', 'userId') },
      csv: `lead_id,primary_user_id,listed_emails\n${take('csv lead', 'leadId')},${take('csv primary', 'userId')},${take('csv listed', 'email')}\n`,
    }),
    (take) => ({
      query: {
        kind: 'reassign',
        distribution: JSON.stringify({
          mode: 'even',
          receivers: [{ user: { userId: take('query receiver', 'userId') } }],
        }),
      },
      csv: `lead_id\n${take('csv lead', 'leadId')}\n`,
    }),
    (take) => ({
      query: { kind: 'managers' },
      csv: `user_email,manager_id,key\n${take('csv user', 'email')},${take('csv manager', 'userId')},a key\n`,
    }),
    (take) => ({
      query: { kind: 'import', subjects: 'users' },
      csv: `user_id,last_name,manager_email\n${take('csv person', 'userId')},Lima,${take('csv manager', 'email')}\n`,
    }),
  ],
};
