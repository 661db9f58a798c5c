import sql, { empty, type Sql } from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { planForValues } from '../../database/plan-for-values.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { isSpelt } from '../spellings/spelling-store.ts';
import { refuseUnknownRole } from '../users/agent-roles.ts';
import { type Person, personOf } from '../users/person.ts';
import { type BookSize, describeSpread, type Spread } from './spread-rules.ts';

export interface ListedBook {
  user: Person;
  agentRole: string;
  book: number;
}

export interface BookPage extends Page<ListedBook> {
  /** Of all books, whatever the page shows. */
  spread: Spread;
}

export interface BooksAsk extends PageAsk {
  /** A `-`: the largest first. */
  sort: 'size' | '-size';
  agentRole?: string | undefined;
}

interface Answer {
  sizes: BookSize[] | null;
  items: ListedBook[] | null;
}

/** The books of everyone in sight who is active or still holds a lead, and how the leads are spread over them. */
export async function listBooks(
  database: Database,
  reader: Reader,
  { sort, agentRole, after, limit }: BooksAsk,
): Promise<BookPage> {
  const cursor = cursorOf(`books by ${sort}`, /^(\d{1,15}),(\d{1,10})$/);
  const place = cursor.open(reader.orgId, after);
  const order = sort === 'size' ? sql`book, user_id` : sql`book desc, user_id`;
  const [answer] = await readInOrg(database, reader.orgId, async (tx) => {
    planForValues(tx);
    await refuseUnknownRole(tx, reader.orgId, { role: agentRole, field: 'agentRole' });
    return tx.read<Answer>(sql`with books as materialized (${selectBooks(reader, agentRole)})
      select
        (select jsonb_agg(s order by book) from (
          select book, count(*) as users from books group by book) s) as sizes,
        (select jsonb_agg(jsonb_build_object('user', ${personOf('p')}, 'agentRole', p.agent_role, 'book', p.book)
            order by ${order}) from (
          select * from books ${beyond(sort, place)} order by ${order} limit ${limit + 1}) p) as items`);
  });
  const page = toPage(answer?.items ?? [], limit, ({ book, user }) =>
    cursor.seal(reader.orgId, `${book},${user.userId}`),
  );
  return { spread: describeSpread(answer?.sizes ?? []), ...page };
}

function selectBooks(reader: Reader, agentRole: string | undefined): Sql {
  const { orgId } = reader;
  return sql`select u.user_id, u.first_name, u.last_name, u.email, u.is_active, u.agent_role,
      coalesce(b.book, 0) as book
    from org_user u
    left join (
      select a.user_id, count(*) as book from assignment a
      where a.org_id = ${orgId} and a.until_at is null and a.standing = 'primary'
      group by a.user_id) b on b.user_id = u.user_id
    where u.org_id = ${orgId} and (u.is_active or b.book > 0) and ${seesUser(reader, sql`u.user_id`)}
      ${agentRole === undefined ? empty : sql`and ${isSpelt(orgId, 'role', sql`u.agent_role`, [agentRole])}`}`;
}

function beyond(sort: BooksAsk['sort'], place: string[] | undefined): Sql {
  if (!place) return empty;
  const [book, userId] = place;
  const further = sort === 'size' ? sql`>` : sql`<`;
  return sql`where book ${further} ${book}::bigint or (book = ${book}::bigint and user_id > ${userId}::bigint)`;
}
