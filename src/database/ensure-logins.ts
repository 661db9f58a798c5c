import pg from 'pg';
import { type Access, type LoginNames, loginsOf, nameOf } from './logins.ts';
import { toVerifier } from './scram-verifier.ts';

/** On each role that Baton made: it changes no other's password. */
const mark = 'A login of Baton';

/**
 * Sees that both logins can be logged in as and can become nobody else, and tells what they are called. Makes them, or gives
 * them their password anew, where the owner may; throws a sentence on what to run where not.
 */
export async function ensureLogins(owner: pg.Client, access: Access): Promise<LoginNames> {
  const { app, gate } = loginsOf(access);
  const names = { app: await ensureLogin(owner, app, access), gate: await ensureLogin(owner, gate, access) };
  if (names.app !== names.gate) return names;
  throw new Error(
    `$DATABASE_APP_URL and $DATABASE_GATE_URL both name ${names.app}. Name two roles: one is to read no secret.`,
  );
}

async function ensureLogin(owner: pg.Client, url: string, access: Access): Promise<string> {
  const found = await tryLogin(url);
  if ('name' in found) return found.name;
  const hindrance = await mend(owner, url, access);
  // Another database's starter may have been first, so what counts is whether it works now.
  const now = await tryLogin(url);
  if ('name' in now) return now.name;
  throw advise(owner, access, `${nameOf(url)}, and may not mend that (${hindrance ?? now.trouble})`);
}

/** What the role is called, or why it will not do. */
async function tryLogin(url: string): Promise<{ name: string } | { trouble: string }> {
  const client = new pg.Client({ connectionString: url, application_name: 'baton migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; isFree: boolean }>(
      `select rolname as name, not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
          and not exists (select from pg_auth_members where member = r.oid)
          and not exists (select from pg_shdepend
            where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o') as "isFree"
        from pg_roles r where rolname = session_user`,
    );
    if (rows[0]?.isFree) return { name: rows[0].name };
    return {
      trouble: 'it is mighty, belongs to another role or owns something, which a login of Baton must not',
    };
  } catch (error) {
    return { trouble: describe(error) };
  } finally {
    await client.end();
  }
}

/** Gives why it could not. */
async function mend(owner: pg.Client, url: string, { logins: named }: Access): Promise<string | undefined> {
  try {
    if (!named) await makeLogin(owner, url);
    await owner.query(`grant connect on database ${quote(owner.database)} to ${quote(nameOf(url))}`);
    return undefined;
  } catch (error) {
    return describe(error);
  }
}

async function makeLogin(owner: pg.Client, url: string): Promise<void> {
  const name = nameOf(url);
  const { password } = new pg.Client({ connectionString: url });
  const withPassword = password ? ` password '${toVerifier(String(password))}'` : '';
  // Before it was a login, baton_app was a role that Baton took on.
  const { rows } = await owner.query<{ isOurs: boolean }>(
    `select coalesce(shobj_description(oid, 'pg_authid') = $2, rolname = 'baton_app' and not rolcanlogin) as "isOurs"
      from pg_roles where rolname = $1`,
    [name, mark],
  );
  if (rows[0]?.isOurs === false) throw new Error(`there is a role ${name} that Baton did not make`);
  await owner.query(`${rows[0] ? 'alter' : 'create'} role ${quote(name)} login${withPassword}`);
  await owner.query(`comment on role ${quote(name)} is '${mark}'`);
}

/** For an administrator of the server. It holds no password, nor what one could be guessed by. */
function advise(owner: pg.Client, access: Access, whom: string): Error {
  const { app, gate } = loginsOf(access);
  const [first, second] = [quote(nameOf(app)), quote(nameOf(gate))];
  return new Error(
    `Baton cannot log in as ${whom}. Have an administrator of the server run this, with two passwords of their own, and ` +
      `leave out what is there:\nCREATE ROLE ${first} LOGIN PASSWORD '...';\nCREATE ROLE ${second} LOGIN PASSWORD '...';\n` +
      `GRANT CONNECT ON DATABASE ${quote(owner.database)} TO ${first}, ${second};\n` +
      'Then set $DATABASE_APP_URL and $DATABASE_GATE_URL to what $DATABASE_URL is, but with these users and their ' +
      'passwords. docs/operate/database.md says more.',
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function quote(name = ''): string {
  return pg.escapeIdentifier(name);
}
