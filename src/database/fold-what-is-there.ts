import type pg from 'pg';
import { foldEmail, foldEmailLikeness } from '../contract/rules/email-rules.ts';
import { foldSearch, foldText } from '../contract/rules/fold-rules.ts';

const rowsAStep = 5_000;

interface StoredUser {
  orgId: number;
  userId: number;
  email: string;
  name: string;
}

interface Word {
  orgId: number;
  kind: string;
  text: string;
}

/**
 * Folds what was stored before there was one way to do it. Gives in sentences what two of them cannot share: nothing
 * is lost, but somebody has to know.
 */
export async function foldWhatIsThere(client: pg.Client): Promise<string[]> {
  const sharing = await foldUsers(client);
  const respelt = await foldWords(client);
  return [...sharing, ...respelt];
}

/** Of several users with one address whoever is active has it, or else the first of them. */
async function foldUsers(client: pg.Client): Promise<string[]> {
  await client.query(`declare users_to_fold no scroll cursor for
    select org_id as "orgId", user_id as "userId", email, first_name || ' ' || last_name as name
    from org_user order by org_id, is_active desc, user_id`);
  const holders = new Map<string, StoredUser>();
  const told: string[] = [];
  for (;;) {
    const { rows } = await client.query<StoredUser>(`fetch ${rowsAStep} from users_to_fold`);
    if (rows.length === 0) break;
    const keys = rows.map((user) => {
      const key = `${user.orgId} ${foldEmail(user.email)}`;
      const holder = holders.get(key);
      if (holder) told.push(tellShared(holder, user));
      else holders.set(key, user);
      return holder ? null : foldEmail(user.email);
    });
    await saveKeys(client, rows, keys);
  }
  await client.query('close users_to_fold');
  return told;
}

async function saveKeys(client: pg.Client, users: StoredUser[], keys: (string | null)[]): Promise<void> {
  await client.query(
    `update org_user u set email_key = f.email_key, email_likeness = f.likeness, search_key = f.search_key
      from unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::text[])
        f (org_id, user_id, email_key, likeness, search_key)
      where u.org_id = f.org_id and u.user_id = f.user_id`,
    [
      users.map(({ orgId }) => orgId),
      users.map(({ userId }) => userId),
      keys,
      users.map(({ email }) => foldEmailLikeness(email)),
      users.map(({ name, email }) => foldSearch(`${name} ${email}`)),
    ],
  );
}

function tellShared(holder: StoredUser, user: StoredUser): string {
  return (
    `Organisation ${user.orgId}: user ${user.userId} (${user.email}) has the e-mail address of user ${holder.userId} ` +
    `(${holder.email}) in another spelling. The address names user ${holder.userId} alone; name the other by id.`
  );
}

/** Users get the spelling of their role that most have; who stands on a lead stays there as it was written. */
async function foldWords(client: pg.Client): Promise<string[]> {
  const { rows: words } = await client.query<Word>(`
    select org_id as "orgId", kind, text from (
      select org_id, 'role' as kind, agent_role as text, count(*) as times from org_user group by 1, 3
      union all select org_id, 'role', role, 0 from assignment group by 1, 3
      union all select org_id, 'status', status, count(*) from lead group by 1, 3
      union all select org_id, 'source', source, count(*) from lead group by 1, 3
      union all select org_id, 'state', state, count(*) from lead group by 1, 3) w
    order by org_id, kind, times desc, text`);
  await saveWords(client, words);
  const { rows } = await client.query<{ orgId: number; users: number; text: string; kept: string }>(`
    with kept as (
      select s.org_id, s.text, first.text as kept from spelling s, lateral (
        select f.text from spelling f where f.org_id = s.org_id and f.kind = 'role' and f.key = s.key
        order by f.place limit 1) first
      where s.kind = 'role' and first.text <> s.text
    ), respelt as (
      update org_user u set agent_role = k.kept from kept k
      where k.org_id = u.org_id and k.text = u.agent_role returning u.org_id, k.text, k.kept)
    select org_id as "orgId", text, kept, count(*)::integer as users from respelt group by 1, 2, 3 order by 1, 2`);
  return rows.map(
    ({ orgId, users, text, kept }) =>
      `Organisation ${orgId}: the agent role "${text}" is "${kept}" in another spelling; ` +
      `${users} ${users === 1 ? 'user who had it has' : 'users who had it have'} that one now.`,
  );
}

async function saveWords(client: pg.Client, words: readonly Word[]): Promise<void> {
  for (let start = 0; start < words.length; start += rowsAStep) {
    const some = words.slice(start, start + rowsAStep);
    await client.query(
      `insert into spelling (org_id, kind, text, key)
        select w.org_id, w.kind, w.text, w.key
        from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) with ordinality w (org_id, kind, text, key, place)
        order by w.place on conflict do nothing`,
      [
        some.map(({ orgId }) => orgId),
        some.map(({ kind }) => kind),
        some.map(({ text }) => text),
        some.map(({ text }) => foldText(text)),
      ],
    );
  }
}
