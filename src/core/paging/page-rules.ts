// Pages are keyset pages: a cursor is the key of the last item shown, so a page costs the same wherever it is. It is
// sealed with the names of its list and its organisation: nobody is to make one up, or to read meaning into it.

import { hash } from 'node:crypto';
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

/** How a list writes where a page ended, and reads it again. */
export interface Cursor {
  /** A key of the list's form as the `next` of a page. */
  seal(orgId: number, key: string): string;
  /** The parts of the key; undefined on the first page. Refuses what was no `next` of this list. */
  open(orgId: number, after: string | undefined): string[] | undefined;
}

/** `list` is its name, with whatever else an order depends on; `form` has a group for each part of a key. */
export function cursorOf(list: string, form: RegExp): Cursor {
  const seal = (orgId: number, key: string) =>
    `${Buffer.from(key).toString('base64url')}.${hash('sha256', `${orgId} ${list}\n${key}`, 'base64url').slice(0, 8)}`;
  return {
    seal,
    open: (orgId, after) => {
      if (after === undefined) return undefined;
      const key = Buffer.from(after.split('.')[0] ?? '', 'base64url').toString();
      const parts = seal(orgId, key) === after ? form.exec(key)?.slice(1) : undefined;
      if (parts) return parts;
      throw new Refusal('invalid-input', {
        field: 'after',
        message:
          'after must be the `next` of the page before, unchanged; leave it out for the first page. ' +
          'Lists of another kind, order or organisation have others.',
      });
    },
  };
}

/** The cursor of a list in the order of one id. */
export interface IdCursor {
  seal(orgId: number, id: number): string;
  open(orgId: number, after: string | undefined): number | undefined;
}

export function idCursorOf(list: string): IdCursor {
  const cursor = cursorOf(list, /^(\d{1,15})$/);
  return {
    seal: (orgId, id) => cursor.seal(orgId, String(id)),
    open: (orgId, after) => {
      const id = cursor.open(orgId, after)?.[0];
      return id === undefined ? undefined : Number(id);
    },
  };
}
