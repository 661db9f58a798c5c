import type pg from 'pg';
import type { Login, LoginNames } from './logins.ts';
import { type Right, rights } from './rights.ts';

const logins: readonly Login[] = ['app', 'gate'];

/** A right as a statement puts it, such as `select (name) on table baton.access_key`, and whose it is. */
interface Held {
  what: string;
  on: string;
  who: string;
}

/**
 * Grants what the logins may do and takes what else they could, where that differs: whatever they are called by now, and
 * whether the database is new, was upgraded or comes from a dump. Logins of before lose everything.
 */
export async function grantRights(owner: pg.Client, names: LoginNames): Promise<void> {
  const wanted = await listWanted(owner, names);
  const [isWanted, isListed] = [new Set(wanted.map(toText)), new Set(wanted.map(({ on }) => on))];
  const isLogin = new Set(wanted.map(({ who }) => who));
  await owner.query('begin');
  for (const each of await loadHeld(owner, names))
    if (!isWanted.has(toText(each)) && (isListed.has(each.on) || !isLogin.has(each.who)))
      await owner.query(`revoke ${each.what} from ${each.who}`);
  const isHeld = new Set((await loadHeld(owner, names)).map(toText)); // for a right to a table takes those to its columns along
  for (const each of wanted) if (!isHeld.has(toText(each))) await owner.query(`grant ${toText(each)}`);
  await owner.query(openQueue);
  await owner.query('commit');
}

function toText({ what, who }: Held): string {
  return `${what} to ${who}`;
}

/** The queue's tables hide their rows from all but their owner, whoever has rights to them. */
const openQueue = `do $$
declare hidden regclass;
begin
  for hidden in select c.oid from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy where polrelid = c.oid and polname = 'whoever_may')
  loop
    execute format('create policy whoever_may on %s using (true)', hidden);
  end loop;
end $$`;

/** Of the logins, and of whoever else may put requests into the queue: a login of before. */
async function loadHeld(owner: pg.Client, names: LoginNames): Promise<Held[]> {
  const { rows } = await owner.query<Held>(
    `with object as (
        select nspname as schema, format(case relkind when 'S' then 'sequence' else 'table' end || ' %I.%I', nspname, relname) as name,
          '' as columns, relacl as acl, relowner as owner
        from pg_class c join pg_namespace n on n.oid = relnamespace
        union all
        select nspname, format('table %I.%I', nspname, relname), format(' (%I)', attname), attacl, relowner
        from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
        where not attisdropped
        union all
        select nspname, format('function %I.%I', nspname, proname), '', proacl, proowner
        from pg_proc join pg_namespace n on n.oid = pronamespace
        union all
        select nspname, format('schema %I', nspname), '', nspacl, nspowner from pg_namespace
      ), login as (
        select oid from pg_roles where rolname = any($1)
        union
        select grantee from pg_proc, aclexplode(proacl)
        where pronamespace = 'baton'::regnamespace and proname = 'enqueue_request' and grantee not in (0, proowner)
      )
      select lower(a.privilege_type) || o.columns || ' on ' || o.name as what, o.name as on, quote_ident(r.rolname) as who
      from object o, aclexplode(o.acl) a join login on login.oid = a.grantee join pg_roles r on r.oid = a.grantee
      where o.schema in ('baton', 'graphile_worker') and a.grantee <> o.owner`,
    [Object.values(names)],
  );
  return rows;
}

async function listWanted(owner: pg.Client, names: LoginNames): Promise<Held[]> {
  const wanted: Held[] = [];
  for (const login of logins) {
    const who = await quote(owner, names[login]);
    const add = (verb: string) => (on: string) => wanted.push({ what: `${verb} on ${on}`, on, who });
    const { schemas, sequences, functions, tables } = rights[login];
    schemas.map((name) => `schema ${name}`).forEach(add('usage'));
    sequences.map((name) => `sequence ${name}`).forEach(add('usage'));
    functions.map((name) => `function ${name}`).forEach(add('execute'));
    for (const { table, verbs } of await listVerbs(owner, tables))
      for (const verb of verbs) add(verb)(`table ${table}`);
  }
  return wanted;
}

async function listVerbs(
  owner: pg.Client,
  list: readonly Right[],
): Promise<{ table: string; verbs: string[] }[]> {
  const listed: { table: string; verbs: string[] }[] = [];
  for (const { table, right } of list.flatMap((right) => right.tables.map((table) => ({ table, right })))) {
    const columns = await listColumns(owner, table, right);
    listed.push({
      table,
      verbs: right.may.flatMap((verb) => columns.map((column) => `${verb}${column}`)),
    });
  }
  return listed;
}

/** As PostgreSQL does it itself, for what is held is compared with what is wanted. */
async function quote(owner: pg.Client, name: string): Promise<string> {
  const { rows } = await owner.query<{ quoted: string }>('select quote_ident($1) as quoted', [name]);
  return rows[0]?.quoted ?? '';
}

/** As they follow a verb: nothing for all of a table's columns. */
async function listColumns(owner: pg.Client, table: string, { columns, butFor }: Right): Promise<string[]> {
  if (columns) return columns.map((column) => ` (${column})`);
  if (butFor === undefined) return [''];
  const { rows } = await owner.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> $2`,
    [table, butFor],
  );
  return rows.map(({ name }) => ` (${name})`);
}
