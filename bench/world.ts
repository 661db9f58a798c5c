import pg from 'pg';

export interface WorldSize {
  leads: number;
  users: number;
  /** What lead `n` is called, as SQL in small letters. */
  named?: string;
}

/** People's names of few and of many: some syllables are in every tenth name, some in one of a thousand. */
export const peoplesNames = `(select string_agg(s, '' order by p) from (select p, case p when 3 then ' ' else
  (array['mar','lan','jo','an','el','be','ric','son','tha','ni','wil','ker','do','ste','us','gra','fi','vi','zo','quin',
  'hu','ott','pe','yar','ix','cle','bru','nad','kow','ski','ard','ley','ton','ham','dor','gus','wen','tal','ree','min'])
  [1 + (hashint8(n * 7 + p) & 2147483647)::bigint * ((hashint8(n * 11 + p) & 2147483647)::bigint % 40) / 2147483647] end as s
  from generate_series(1, 5) p) parts)`;

/** Tables of a bench organisation, filled by SQL alone: users in a tree of ten reports each, leads with a primary. */
export async function fillWorld(url: string, orgId: number, size: WorldSize): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=baton' });
  await client.connect();
  try {
    await client.query('insert into org (org_id, name, leadsquared_calls) values ($1, $2, 1000000)', [
      orgId,
      `Bench ${orgId}`,
    ]);
    await client.query(
      `insert into agent_role (org_id, key, name, place) values ($1, 'loan officer', 'Loan Officer', 1)`,
      [orgId],
    );
    await client.query(
      `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role,
         email_key, email_likeness, search_key)
       select $1, n, email, 'User', n::text, 'Loan Officer', case n when 1 then 'administrator' else 'agent' end,
         email, email, 'user ' || n || ' ' || email
       from generate_series(1, $2::int) n, lateral (select 'user' || n || '@example.com' as email) e`,
      [orgId, size.users],
    );
    const { rows } = await client.query(
      `insert into request (org_id, kind, state, origin, spec, total, changed, finished_at)
       values ($1, 'import', 'done', 'cli', '{}', 0, 0, now()) returning request_id`,
      [orgId],
    );
    const requestId = rows[0].request_id;
    await client.query(
      `insert into reporting_line (org_id, user_id, manager_id, from_request, from_at)
       select $1, n, (n + 8) / 10, $2, now() - interval '1 day' from generate_series(2, $3::int) n`,
      [orgId, requestId, size.users],
    );
    await client.query(
      `insert into lead (org_id, lead_id, name, name_key, revision)
       select $1, n, initcap(name), name, 1 from generate_series(1, $2::int) n,
       lateral (select ${size.named ?? `'lead ' || n`} as name offset 0) called`,
      [orgId, size.leads],
    );
    await client.query(
      `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
       select $1, n, 2 + n % 50, 'Loan Officer', 'primary', $2, now() - interval '1 day'
       from generate_series(1, $3::int) n`,
      [orgId, requestId, size.leads],
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
