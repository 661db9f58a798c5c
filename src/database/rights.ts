import type { Login } from './logins.ts';

/** What a login may do with tables: with all columns, with some, or with all but one. */
export interface Right {
  may: readonly ('select' | 'insert' | 'update' | 'delete')[];
  tables: readonly string[];
  columns?: readonly string[];
  butFor?: string;
}

export interface Rights {
  schemas: readonly string[];
  tables: readonly Right[];
  functions: readonly string[];
  sequences: readonly string[];
}

/** Everything that the logins may do. Whatever else one could do with these tables is taken from it. */
export const rights: Readonly<Record<Login, Rights>> = {
  app: {
    schemas: ['baton'],
    tables: [
      {
        may: ['select', 'insert', 'update'],
        tables: [
          ...['baton.org', 'baton.org_user', 'baton.lead', 'baton.assignment', 'baton.reporting_line'],
          ...['baton.request', 'baton.request_chunk', 'baton.leadsquared_window', 'baton.access_key_use'],
          'baton.agent_role',
        ],
      },
      { may: ['select', 'insert'], tables: ['baton.spelling', 'baton.audit_event', 'baton.fact_past'] },
      {
        may: ['select', 'insert', 'delete'],
        tables: ['baton.keyed_call', 'baton.external_key', 'baton.lead_contact'],
      },
      { may: ['select'], tables: ['baton.lead_name'] },
      // It ends what lets somebody in, and makes none of it.
      { may: ['select'], tables: ['baton.access_key'], butFor: 'secret_hash' },
      {
        may: ['update'],
        tables: ['baton.access_key'],
        columns: ['name', 'expires_at', 'revoked_at', 'switched_by_request'],
      },
      { may: ['select'], tables: ['baton.session'], butFor: 'session_hash' },
      { may: ['delete'], tables: ['baton.session'] },
      { may: ['select'], tables: ['baton.sign_in_link'], butFor: 'link_hash' },
      { may: ['update'], tables: ['baton.sign_in_link'], columns: ['ended_at'] },
      { may: ['select'], tables: ['baton.pending_sign_in'], butFor: 'pending_hash' },
      { may: ['delete'], tables: ['baton.pending_sign_in'] },
      // Whether somebody has a second factor is shown, and how many recovery codes are left.
      { may: ['select'], tables: ['baton.second_factor'], butFor: 'sealed' },
      { may: ['select'], tables: ['baton.recovery_code'], butFor: 'code_hash' },
    ],
    functions: [
      'baton.enqueue_request',
      'baton.leads_named',
      'baton.probe_writes',
      'baton.refresh_statistics',
      'baton.refresh_user_statistics',
    ],
    sequences: ['baton.request_id'],
  },
  gate: {
    schemas: ['baton', 'graphile_worker'],
    tables: [
      { may: ['select'], tables: ['baton.org', 'baton.org_user', 'baton.installation'] },
      // By which it may lock a row against change; it changes none.
      { may: ['update'], tables: ['baton.org', 'baton.org_user'], columns: ['created_at'] },
      {
        may: ['select', 'insert', 'update'],
        tables: ['baton.access_key', 'baton.password', 'baton.sign_in_link'],
      },
      {
        may: ['select', 'insert', 'update', 'delete'],
        tables: [
          ...['baton.session', 'baton.sign_in_attempt', 'baton.pending_sign_in', 'baton.known_device'],
          ...['baton.second_factor', 'baton.recovery_code'],
        ],
      },
      { may: ['select', 'insert'], tables: ['baton.audit_event', 'baton.keyed_call'] },
      // The job queue, which knows of every org the ids of its requests.
      {
        may: ['select', 'update', 'delete'],
        tables: ['graphile_worker._private_jobs', 'graphile_worker._private_job_queues'],
      },
      {
        may: ['select', 'insert'],
        tables: ['graphile_worker._private_tasks', 'graphile_worker._private_known_crontabs'],
      },
      { may: ['select'], tables: ['graphile_worker.migrations'] },
    ],
    functions: [
      'baton.accounts_of_email',
      'baton.expire_plans',
      'baton.orgs_without_entry',
      'baton.unfinished_requests',
    ],
    sequences: [],
  },
};

/** Tables of which the owner alone reads or writes. */
export const ownersTables: readonly string[] = ['baton.migration', 'baton.write_probe'];
