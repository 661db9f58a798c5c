import type { BatonClient, RequestRowPage, ShownRequest } from '../../client/client.ts';
import { countOf } from '../../contract/rules/count-rules.ts';
import {
  countInTheWay,
  listForeseen,
  listWarnings,
  wordForeseen,
} from '../../contract/rules/foreseen-rules.ts';
import { toTable } from '../terminal/table.ts';
import { nameSide, subjectOf } from './describe-request.ts';
import { suggestNext } from './suggest-next.ts';

type Preview = NonNullable<ShownRequest['preview']>;
type Book = Preview['books'][number];

const mostBooks = 20;
const mostRows = 20;

/** What a plan foresees: counts, books before and after, warnings, the first rows; and the line that runs it. */
export async function describePlan(client: BatonClient, request: ShownRequest): Promise<string[]> {
  const { requestId, kind, counts, preview } = request;
  const isHeldUp = countInTheWay(request) > 0;
  const [books, rows] = await Promise.all([
    describeBooks(client, isHeldUp ? [] : (preview?.books ?? [])),
    client.requests.rows(requestId, { limit: mostRows }).first(),
  ]);
  return [
    `Request ${requestId} (${kind}) is planned: ${countOf(counts.total, 'row')}. Nothing is changed yet.`,
    ...(isHeldUp ? [] : describeLeavers(request)),
    '',
    ...describeCounts(request),
    ...books,
    ...describeWarnings(request),
    ...describeRows(request, rows.items),
    ...(counts.total > rows.items.length
      ? [
          `… ${(counts.total - rows.items.length).toLocaleString('en')} more: baton requests rows ${requestId}`,
        ]
      : []),
    '',
    ...(request.expiresAt === null ? [] : [`It expires at ${request.expiresAt}, unless it is run before.`]),
    ...suggestNext(request),
  ];
}

function describeLeavers({ kind, preview }: ShownRequest): string[] {
  const ends = { ends: '', stays: ' (account stays)', ended: ' (has left)' };
  if (kind !== 'offboard' || !preview?.leavers) return [];
  const { leavers: foreseen, leaversTogether } = preview;
  const { leads = 0, reports = 0, keys = 0 } = leaversTogether ?? {};
  const held = [countOf(leads, 'lead'), countOf(reports, 'report'), countOf(keys, 'key')].join(', ');
  return [
    `Who leaves: ${foreseen.map(({ name, account }) => name + ends[account]).join(', ')}. They hold ${held}.`,
  ];
}

function describeWarnings(request: ShownRequest): string[] {
  const warnings = listWarnings(request);
  return warnings.length === 0 ? [] : [...warnings.map((warning) => `! ${warning}`), ''];
}

function describeCounts(request: ShownRequest): string[] {
  const foreseen = listForeseen(request);
  if (foreseen.length === 0) return [];
  return [...toTable([foreseen.map(({ text }) => text), foreseen.map(({ count }) => String(count))]), ''];
}

async function describeBooks(client: BatonClient, books: readonly Book[]): Promise<string[]> {
  if (books.length === 0) return [];
  const rows = await Promise.all(
    books
      .slice(0, mostBooks)
      .map(async (book) => [
        await findName(client, book.userId),
        ...[book.bookBefore, book.receives, book.gives, book.demoted, book.removed, book.bookAfter].map(
          String,
        ),
      ]),
  );
  const header = ['user', 'book before', 'receives', 'gives', 'demoted', 'removed', 'book after'];
  return [
    ...toTable([header, ...rows]),
    ...(books.length > mostBooks ? [`… and of ${countOf(books.length - mostBooks, 'user')} more`] : []),
    '',
  ];
}

/** Only the id of a user whom the caller may not see. */
async function findName(client: BatonClient, userId: number): Promise<string> {
  const user = await client.users.show(userId).catch(() => undefined);
  return user ? `${user.name} (${userId})` : String(userId);
}

function describeRows(request: ShownRequest, rows: RequestRowPage['items']): string[] {
  const cells = rows.map((row) => [
    String(row.row),
    subjectOf(row),
    nameSide(row, 'before'),
    nameSide(row, 'after'),
    row.planned ? wordForeseen({ ...row, planned: row.planned }, request) : '',
    row.message ?? row.why ?? '',
  ]);
  return cells.length === 0 ? [] : toTable([['row', 'of', 'now', 'to', 'foreseen', 'why'], ...cells]);
}
