// Pages are keyset pages: a cursor is the key of the last item shown, so a page costs the same wherever it is.

import { Refusal } from '../../contract/refusal.ts';

export interface PageAsk {
  /** The `next` of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Takes one row more than the page shows: that row tells that there is a next page. */
export function toPage<Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (last: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** The parts of a cursor; undefined on the first page. Refuses a text that is no cursor of this list. */
export function readCursor(after: string | undefined, form: RegExp): string[] | undefined {
  if (after === undefined) return undefined;
  const parts = form.exec(after)?.slice(1);
  if (parts) return parts;
  throw new Refusal('invalid-input', {
    field: 'after',
    message: 'after must be the `next` of the page before, unchanged; leave it out for the first page.',
  });
}

/** The cursor of a list in the order of one id. */
export function readIdCursor(after: string | undefined): number | undefined {
  const id = readCursor(after, /^(\d{1,15})$/)?.[0];
  return id === undefined ? undefined : Number(id);
}
